/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import org.jspecify.annotations.Nullable;

/**
 * Takes any reply, as texts, numbers and lists of these; a map is a list of keys and
 * values. Used by the thread that reads the connection, until the reply is complete.
 */
final class ReplyOutput extends CommandOutput<byte[], byte[], @Nullable Object> {

	private final Deque<Open> open = new ArrayDeque<>();

	ReplyOutput() {
		super(ByteArrayCodec.INSTANCE, null);
	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		add((bytes != null) ? this.codec.decodeValue(bytes) : null);
	}

	@Override
	public void setSingle(@Nullable ByteBuffer bytes) {
		set(bytes);
	}

	@Override
	public void setBigNumber(@Nullable ByteBuffer bytes) {
		set(bytes);
	}

	@Override
	public void set(long integer) {
		add(integer);
	}

	@Override
	public void set(double number) {
		add(number);
	}

	@Override
	public void set(boolean value) {
		add(value);
	}

	@Override
	public void multi(int count) {
		if (count < 0) {
			add(null);
			return;
		}
		List<@Nullable Object> elements = new ArrayList<>();
		Open list = new Open(elements, count);
		add(elements);
		if (count > 0) {
			this.open.push(list);
		}
	}

	private void add(@Nullable Object value) {
		Open list = this.open.peek();
		if (list == null) {
			this.output = value;
			return;
		}
		list.elements.add(value);
		if (--list.missing == 0) {
			this.open.pop();
		}
	}

	/** A list that is not complete. */
	private static final class Open {

		private final List<@Nullable Object> elements;

		private int missing;

		Open(List<@Nullable Object> elements, int missing) {
			this.elements = elements;
			this.missing = missing;
		}

	}

}
