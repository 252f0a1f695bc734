/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.springframework.util.ObjectUtils;

/**
 * Keys as text that tell their parts and their kinds apart: a user called
 * {@code 10.0.0.1} is not that address, and {@code a|b} with {@code c} is not {@code a}
 * with {@code b|c}.
 */
public final class KeyText {

	/** The one key of a limit that is counted for all together. */
	public static final String GLOBAL = "global";

	private static final String SEPARATOR = "|";

	private KeyText() {
	}

	/**
	 * A part of a key.
	 * @param kind what it is; one of a few words
	 * @param value any text, also from a user
	 * @return the part
	 */
	public static String part(String kind, String value) {
		return kind + ":" + value.replace("\\", "\\\\").replace(SEPARATOR, "\\" + SEPARATOR);
	}

	/**
	 * What an expression gave, as text.
	 * @param value the value
	 * @return its text
	 * @throws IllegalArgumentException if it has none but its address in memory, which
	 * would be another key each time
	 */
	public static String textOf(Object value) {
		String text = ObjectUtils.nullSafeToString(value);
		if (text.equals(ObjectUtils.identityToString(value))) {
			throw new IllegalArgumentException(value.getClass() + " does not override toString()");
		}
		return text;
	}

	/**
	 * What stands for something that is too long, too odd or too secret for a key: the
	 * beginning of its SHA-256 digest.
	 * @param content what it stands for
	 * @param bytes how much of the digest, at most 32
	 * @return letters, digits, {@code -} and {@code _}
	 */
	public static String digest(byte[] content, int bytes) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * A key of several parts.
	 * @param parts the parts
	 * @return the key
	 */
	public static String join(List<String> parts) {
		return String.join(SEPARATOR, parts);
	}

}
