/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import io.github.resilientredis.sample.security.LoginMethod;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * The authorization code flow. What was asked for is in the session until the provider
 * sends its user back, so it goes on when Redis fails in between.
 */
class OAuthLogin implements LoginMethod {

	private final ProviderCalls calls;

	private final OAuth2AuthorizationRequestResolver requests;

	private final OAuthOutcome outcome;

	OAuthLogin(ProviderCalls calls, OAuth2AuthorizationRequestResolver requests, OAuthOutcome outcome) {
		this.requests = requests;
		this.calls = calls;
		this.outcome = outcome;
	}

	@Override
	public void addTo(HttpSecurity http) {
		RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
		tokens.setRestClient(this.calls.tokens());
		DefaultOAuth2UserService profiles = new DefaultOAuth2UserService();
		profiles.setRestOperations(this.calls.general());
		OidcUserService oidcUsers = new OidcUserService();
		oidcUsers.setOauth2UserService(profiles);
		// The outcome begins the session, for a user of ours.
		http.oauth2Login((login) -> login.loginPage("/")
			.securityContextRepository(new NullSecurityContextRepository())
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(this.requests))
			.authorizedClientRepository(new ForgottenClients())
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(tokens))
			.userInfoEndpoint((endpoint) -> endpoint.userService(new GitHubUsers(profiles, this.calls.general()))
				.oidcUserService(oidcUsers))
			.successHandler(this.outcome)
			.failureHandler(this.outcome));
	}

}
