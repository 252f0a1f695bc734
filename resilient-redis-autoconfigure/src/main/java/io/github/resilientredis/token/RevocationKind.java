/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be revoked. Both are sorted sets of names in Redis, whose scores only grow.
 */
enum RevocationKind {

	/** Single tokens, with the millisecond in which they expire. */
	TOKEN('t', "revoked", 1000),

	/** Subjects, with the second before which all their tokens are revoked. */
	SUBJECT('s', "revoked-before", 1);

	/**
	 * For how long a revocation outlives its use: clocks differ, and validators accept
	 * tokens for a minute or so after their expiry because of that.
	 */
	static final Duration MARGIN = Duration.ofMinutes(5);

	private final char code;

	private final String key;

	private final int perSecond;

	RevocationKind(char code, String key, int perSecond) {
		this.code = code;
		this.key = key;
		this.perSecond = perSecond;
	}

	/** Stands for it in the journal and in messages. */
	byte code() {
		return (byte) this.code;
	}

	/** Its key in Redis, after the prefix. */
	String key() {
		return this.key;
	}

	/** How many units of a score a second has. */
	int perSecond() {
		return this.perSecond;
	}

	/** How many units a revocation is kept after its score. */
	long keptFor(TokenSettings settings) {
		Duration use = (this == TOKEN) ? Duration.ZERO : settings.maxTokenLife();
		return use.plus(MARGIN).toSeconds() * this.perSecond;
	}

	static @Nullable RevocationKind of(byte code) {
		return (code == TOKEN.code) ? TOKEN : (code == SUBJECT.code) ? SUBJECT : null;
	}

}
