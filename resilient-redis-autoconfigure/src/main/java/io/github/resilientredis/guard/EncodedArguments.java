/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The arguments of a command as the server will see them, one character a byte. Lettuce
 * gives no access to most of them, so they are read from what it would send: a sequence
 * of {@code $<length>\r\n<bytes>\r\n}.
 */
final class EncodedArguments {

	private static final int LINE_END = 2;

	private EncodedArguments() {
	}

	static List<String> of(CommandArgs<?, ?> arguments) {
		ByteBuf buffer = Unpooled.buffer();
		try {
			arguments.encode(buffer);
			return read(buffer);
		}
		finally {
			buffer.release();
		}
	}

	private static List<String> read(ByteBuf buffer) {
		List<String> arguments = new ArrayList<>();
		while (buffer.isReadable()) {
			int end = buffer.bytesBefore((byte) '\r');
			String line = buffer.readCharSequence(end, ISO_8859_1).toString();
			buffer.skipBytes(LINE_END);
			int length = Integer.parseInt(line.substring(1));
			arguments.add(buffer.readCharSequence(length, ISO_8859_1).toString());
			buffer.skipBytes(LINE_END);
		}
		return arguments;
	}

}
