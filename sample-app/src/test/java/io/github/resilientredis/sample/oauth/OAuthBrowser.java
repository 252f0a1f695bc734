/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.util.function.Supplier;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser on its way to a provider and back.
 *
 * @param client for the application
 * @param providers the provider
 */
record OAuthBrowser(SampleClient client, MockProviders providers) {

	private static final String[] ACCEPT = { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" };

	/** Where it is when the provider has sent it back. */
	record Return(String session, String path) {

	}

	Return leave(String provider) {
		Answer begun = this.client.get("/oauth2/authorization/" + provider, ACCEPT);
		assertThat(begun.status()).isEqualTo(302);
		return new Return(begun.cookie(), this.providers.signIn(begun.header("Location")));
	}

	Answer comeBack(Return coming) {
		return this.client.get(coming.path(), "Cookie", coming.session(), ACCEPT[0], ACCEPT[1]);
	}

	Answer signIn(String provider) {
		return comeBack(leave(provider));
	}

	/** What the session of an answer says, as {@code GET /api/me} does. */
	Supplier<Answer> me(Answer login) {
		return () -> this.client.get("/api/me", "Cookie", login.cookie());
	}

}
