/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token is for. Neither is accepted in the other's place.
 */
enum TokenUse {

	/** Shown with each call. */
	ACCESS("access"),

	/** Exchanged, once, for a new pair. */
	REFRESH("refresh");

	/** The claim that says so. */
	static final String CLAIM = "token_use";

	private final String value;

	TokenUse(String value) {
		this.value = value;
	}

	String value() {
		return this.value;
	}

	boolean isOf(Jwt token) {
		return this.value.equals(token.getClaims().get(CLAIM));
	}

}
