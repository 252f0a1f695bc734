/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import io.github.resilientredis.sample.account.ExternalLogins;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Login with providers, if there are any.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
class OAuthConfiguration {

	private final ProviderCalls calls = new ProviderCalls();

	@Bean
	IdTokenDecoders idTokenDecoders() {
		return new IdTokenDecoders(this.calls.general());
	}

	@Bean
	OAuthLogin oauthLogin(ClientRegistrationRepository registrations, ExternalLogins logins,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return new OAuthLogin(this.calls, new KnownProviders(registrations), new OAuthOutcome(logins, problems));
	}

}
