/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can happen to a user's logins and tokens.
 */
public enum EventType {

	/** The password was right. */
	LOGIN_SUCCEEDED("Login succeeded"),

	/** The password was wrong, or there is no such user. */
	LOGIN_FAILED("Login failed"),

	/** The user ended a session. */
	LOGOUT("Logout"),

	/** The first tokens of a family. */
	TOKENS_ISSUED("Tokens issued"),

	/** A refresh token was exchanged. */
	TOKENS_REFRESHED("Tokens refreshed"),

	/** A refresh token was used again, and its family was revoked. */
	REFRESH_TOKEN_REUSED("Refresh token used again, its family is revoked"),

	/** A token, or a refresh token with its family, was revoked. */
	TOKEN_REVOKED("Token revoked");

	private final String text;

	EventType(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

	/**
	 * The name in JSON.
	 * @return lower case
	 */
	@JsonValue
	public String json() {
		return name().toLowerCase(Locale.ROOT);
	}

}
