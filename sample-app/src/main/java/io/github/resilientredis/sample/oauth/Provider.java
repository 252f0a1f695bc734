/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.util.Locale;

/**
 * Who one can sign in with, and what has to be asked for to learn a verified e-mail
 * address.
 */
enum Provider {

	/** OpenID Connect. */
	GOOGLE("Google", "openid,profile,email"),

	/** OAuth 2, with an endpoint of its own for addresses. */
	GITHUB("GitHub", "read:user,user:email");

	private final String label;

	private final String scopes;

	Provider(String label, String scopes) {
		this.label = label;
		this.scopes = scopes;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	String label() {
		return this.label;
	}

	String scopes() {
		return this.scopes;
	}

	String url() {
		return "/oauth2/authorization/" + id();
	}

}
