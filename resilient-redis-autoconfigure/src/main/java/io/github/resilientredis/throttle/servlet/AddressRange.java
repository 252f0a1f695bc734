/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or all that begin alike. Immutable.
 */
public final class AddressRange {

	private static final Pattern RANGE = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

	private final byte[] bytes;

	private final int bits;

	private AddressRange(byte[] bytes, int bits) {
		this.bytes = bytes;
		this.bits = bits;
	}

	/**
	 * Read a range.
	 * @param text an IPv4 or IPv6 address, or a range such as {@code 10.0.0.0/8}
	 * @return the range
	 * @throws IllegalArgumentException if it is none
	 */
	public static AddressRange parse(String text) {
		Matcher range = RANGE.matcher(text.strip());
		byte[] bytes = range.matches() ? ClientAddress.bytes(range.group(1)) : null;
		if (bytes == null) {
			throw new IllegalArgumentException("It is no IPv4 or IPv6 address and no range of them.");
		}
		int length = bytes.length * Byte.SIZE;
		int bits = (range.group(2) != null) ? Integer.parseInt(range.group(2)) : length;
		if (bits > length) {
			throw new IllegalArgumentException("A range of such addresses has at most " + length + " bits.");
		}
		return new AddressRange(bytes, bits);
	}

	boolean contains(ClientAddress address) {
		byte[] other = address.bytes();
		if (other == null || other.length != this.bytes.length) {
			return false;
		}
		int whole = this.bits / Byte.SIZE;
		int rest = this.bits % Byte.SIZE;
		if (!Arrays.equals(this.bytes, 0, whole, other, 0, whole)) {
			return false;
		}
		int mask = 0xff << (Byte.SIZE - rest);
		return rest == 0 || (this.bytes[whole] & mask) == (other[whole] & mask);
	}

}
