/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * What a provider says of somebody.
 *
 * @param email the address, {@code null} if the provider does not say
 * @param verified whether the provider has seen that it is theirs
 * @param name what they may be called
 */
record Identity(@Nullable String email, boolean verified, String name) {

	static final String EMAIL = "email";

	/** As OpenID Connect calls it; a string at some providers. */
	static final String VERIFIED = "email_verified";

	static Identity of(OAuth2User user) {
		@Nullable Object email = user.getAttribute(EMAIL);
		@Nullable Object verified = user.getAttribute(VERIFIED);
		@Nullable Object login = user.getAttribute("login");
		String address = (email instanceof String text && !text.isBlank()) ? text.strip() : null;
		String name = (login instanceof String text) ? text
				: (address != null) ? address.substring(0, Math.max(0, address.indexOf('@'))) : "";
		return new Identity(address, "true".equals(String.valueOf(verified)), name);
	}

	@Override
	public String toString() {
		return "Identity[" + this.name + "]";
	}

}
