/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.nio.ByteBuffer;

/**
 * Where a bucket is in Redis. What a limit is counted for may be anything that a user
 * sent, so what is long or unusual is replaced by its digest (SHA-256), which begins with
 * a character that nothing else begins with.
 *
 * <p>
 * A bucket is {@code <prefix>throttle:<limit>:<name>}. Beside it, in the same slot,
 * {@code <prefix>throttle-flush:{<bucket>}:<node>} says which of a node's flushes was the
 * last to take effect. Stateless.
 */
final class BucketKeys {

	/** Far more than an address, a name or an identity takes. */
	private static final int MAX_LENGTH = 128;

	private static final char DIGEST = '#';

	private static final int DIGEST_BYTES = 32;

	private BucketKeys() {
	}

	/** A name for what a limit is counted for: short, printable, without braces. */
	static String name(String key) {
		return isPlain(key) ? key : digest(key);
	}

	static String bucket(String prefix, String limit, String name) {
		return prefix + "throttle:" + limit + ":" + name;
	}

	static String flush(String prefix, String bucket, String node) {
		return prefix + "throttle-flush:{" + bucket + "}:" + node;
	}

	private static boolean isPlain(String key) {
		int length = key.length();
		if (length == 0 || length > MAX_LENGTH || key.charAt(0) == DIGEST) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = key.charAt(i);
			// Braces would decide on the slot.
			if (c <= ' ' || c > '~' || c == '{' || c == '}') {
				return false;
			}
		}
		return true;
	}

	/** Not as UTF-8, in which halves of characters are all the same. */
	private static byte[] characters(String key) {
		ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(key.length(), Character.BYTES));
		for (int i = 0; i < key.length(); i++) {
			bytes.putChar(key.charAt(i));
		}
		return bytes.array();
	}

	private static String digest(String key) {
		return DIGEST + KeyText.digest(characters(key), DIGEST_BYTES);
	}

}
