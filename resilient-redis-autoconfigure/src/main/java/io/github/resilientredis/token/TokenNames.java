/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How token ids and subjects are called in Redis, in memory and in the journal. They may
 * be anything that a client sent: what is long or unusual is replaced by its digest
 * (SHA-256), which begins with a character that nothing else begins with. Stateless.
 */
final class TokenNames {

	/** Far more than a random id or a user's name takes. */
	static final int MAX_LENGTH = 200;

	private static final char DIGEST = '#';

	private TokenNames() {
	}

	/** A name: short, printable ASCII. The text itself wherever that is one. */
	static String of(String text) {
		return isPlain(text) ? text : digest(text);
	}

	private static boolean isPlain(String text) {
		int length = text.length();
		if (length == 0 || length > MAX_LENGTH || text.charAt(0) == DIGEST) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (c <= ' ' || c > '~') {
				return false;
			}
		}
		return true;
	}

	/** Not as UTF-8, in which halves of characters are all the same. */
	private static String digest(String text) {
		ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(text.length(), Character.BYTES));
		bytes.asCharBuffer().put(text);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
			return DIGEST + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
