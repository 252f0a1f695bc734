/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is kept of a code: until when it is good, and its hash, or that it is used up. As
 * text: {@code <milliseconds>:<hash>}, without a hash when used up.
 *
 * @param expiresAt until when it is good
 * @param hash the encoded code, empty when used up
 */
record StoredCode(Instant expiresAt, String hash) {

	private static final int MAX_LENGTH = 512;

	StoredCode usedUp() {
		return new StoredCode(this.expiresAt, "");
	}

	boolean isGood(Instant now) {
		return !this.hash.isEmpty() && now.isBefore(this.expiresAt);
	}

	/**
	 * Whether this is to be believed rather than another: the later code, and of one code
	 * that it is used up.
	 * @param other the other
	 * @return whether it is
	 */
	boolean supersedes(@Nullable StoredCode other) {
		if (other == null) {
			return true;
		}
		int later = this.expiresAt.compareTo(other.expiresAt);
		return later > 0 || (later == 0 && this.hash.isEmpty() && !other.hash.isEmpty());
	}

	byte[] toBytes() {
		return (this.expiresAt.toEpochMilli() + ":" + this.hash).getBytes(StandardCharsets.UTF_8);
	}

	static @Nullable StoredCode of(byte @Nullable [] bytes) {
		return (bytes != null) ? of(new String(bytes, StandardCharsets.UTF_8)) : null;
	}

	/**
	 * Read text that may be anything.
	 * @param text the text
	 * @return the code, {@code null} if it is none
	 */
	static @Nullable StoredCode of(@Nullable String text) {
		if (!StringUtils.hasText(text) || text.length() > MAX_LENGTH || !text.matches("(?s)[0-9]{1,15}:.*")) {
			return null;
		}
		int end = text.indexOf(':');
		return new StoredCode(Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), text.substring(end + 1));
	}

	@Override
	public String toString() {
		return "StoredCode[" + this.expiresAt + "]";
	}

}
