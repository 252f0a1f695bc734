/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The address of a client, as the request has it: forwarded headers count as far as the
 * application has Spring or its server look at them. Never asks a name server. Immutable.
 */
final class ClientAddress {

	private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

	// Begins so that the JDK takes it for a literal and looks nothing up.
	private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

	private static final int PREFIX_BYTES = 8;

	private final byte @Nullable [] bytes;

	private final String text;

	private ClientAddress(byte @Nullable [] bytes, String text) {
		this.bytes = bytes;
		this.text = text;
	}

	static ClientAddress of(HttpServletRequest request) {
		String address = request.getRemoteAddr();
		return parse((address != null) ? address : "");
	}

	static ClientAddress parse(String text) {
		byte[] bytes = bytes(text);
		if (bytes == null) {
			return new ClientAddress(null, text);
		}
		return new ClientAddress(bytes, (bytes.length == 4) ? dotted(bytes) : prefix(bytes));
	}

	/**
	 * The bytes of an address that is written out.
	 * @param text any text
	 * @return 4 or 16 bytes, or {@code null} if it is no address
	 */
	static byte @Nullable [] bytes(String text) {
		String address = text;
		if (address.startsWith("[") && address.endsWith("]")) {
			address = address.substring(1, address.length() - 1);
		}
		int zone = address.indexOf('%');
		if (zone >= 0 && address.indexOf(':') >= 0) {
			address = address.substring(0, zone);
		}
		return DOTTED_QUAD.matcher(address).matches() ? quad(address) : colons(address);
	}

	private static byte @Nullable [] quad(String address) {
		String[] numbers = address.split("\\.");
		byte[] bytes = new byte[numbers.length];
		for (int i = 0; i < numbers.length; i++) {
			int number = Integer.parseInt(numbers[i]);
			if (number > 255) {
				return null;
			}
			bytes[i] = (byte) number;
		}
		return bytes;
	}

	private static byte @Nullable [] colons(String address) {
		if (address.indexOf(':') < 0 || !COLONS.matcher(address).matches()) {
			return null;
		}
		try {
			// IPv4 within IPv6 becomes IPv4 here.
			return InetAddress.getByName(address).getAddress();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private static String dotted(byte[] bytes) {
		return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
	}

	private static String prefix(byte[] bytes) {
		String hex = HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES);
		return hex.substring(0, 4) + ":" + hex.substring(4, 8) + ":" + hex.substring(8, 12) + ":"
				+ hex.substring(12, 16) + "::/64";
	}

	byte @Nullable [] bytes() {
		return this.bytes;
	}

	/**
	 * What a limit is counted for: IPv6 by its first 64 bits, which one customer has all
	 * of.
	 * @return the text
	 */
	String text() {
		return this.text;
	}

}
