/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * The bytes of a bucket. Numbers in them that say how much follows are small; one that is
 * not is damaged, and must not become an array of that size. For one thread.
 */
final class BoundedInput implements DataInput {

	private static final int MOST = 1000;

	private final DataInputStream input;

	BoundedInput(byte[] bytes) {
		this.input = new DataInputStream(new ByteArrayInputStream(bytes));
	}

	@Override
	public int readInt() throws IOException {
		int number = this.input.readInt();
		if (number < 0 || number > MOST) {
			throw new StreamCorruptedException("No bucket of a known format");
		}
		return number;
	}

	@Override
	public boolean readBoolean() throws IOException {
		return this.input.readBoolean();
	}

	@Override
	public byte readByte() throws IOException {
		return this.input.readByte();
	}

	@Override
	public int readUnsignedByte() throws IOException {
		return this.input.readUnsignedByte();
	}

	@Override
	public short readShort() throws IOException {
		return this.input.readShort();
	}

	@Override
	public int readUnsignedShort() throws IOException {
		return this.input.readUnsignedShort();
	}

	@Override
	public char readChar() throws IOException {
		return this.input.readChar();
	}

	@Override
	public long readLong() throws IOException {
		return this.input.readLong();
	}

	@Override
	public float readFloat() throws IOException {
		return this.input.readFloat();
	}

	@Override
	public double readDouble() throws IOException {
		return this.input.readDouble();
	}

	@Override
	public String readUTF() throws IOException {
		return this.input.readUTF();
	}

	@Override
	public String readLine() {
		throw new UnsupportedOperationException("A bucket has no lines");
	}

	@Override
	public void readFully(byte[] bytes) throws IOException {
		this.input.readFully(bytes);
	}

	@Override
	public void readFully(byte[] bytes, int offset, int length) throws IOException {
		this.input.readFully(bytes, offset, length);
	}

	@Override
	public int skipBytes(int count) throws IOException {
		return this.input.skipBytes(count);
	}

}
