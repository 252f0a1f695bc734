/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ProviderDetails;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestOperations;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * GitHub shows a profile's address only if its owner wants that, and says nowhere in it
 * whether it is verified. So the list of addresses is asked for, and the primary one is
 * taken.
 */
class GitHubUsers implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

	private static final ParameterizedTypeReference<List<Address>> ADDRESSES = new ParameterizedTypeReference<>() {
	};

	private final OAuth2UserService<OAuth2UserRequest, OAuth2User> profiles;

	private final RestOperations calls;

	GitHubUsers(OAuth2UserService<OAuth2UserRequest, OAuth2User> profiles, RestOperations calls) {
		this.profiles = profiles;
		this.calls = calls;
	}

	@Override
	public OAuth2User loadUser(OAuth2UserRequest request) {
		ProviderDetails.UserInfoEndpoint endpoint = request.getClientRegistration()
			.getProviderDetails()
			.getUserInfoEndpoint();
		OAuth2User profile = Objects.requireNonNull(this.profiles.loadUser(request));
		Address primary = addresses(Objects.requireNonNull(endpoint.getUri()), request).stream()
			.filter((address) -> address.primary() && address.email() != null)
			.findFirst()
			.orElse(new Address(null, true, false));
		Map<String, Object> attributes = new LinkedHashMap<>(profile.getAttributes());
		attributes.remove(Identity.EMAIL);
		if (primary.email() != null) {
			attributes.put(Identity.EMAIL, primary.email());
		}
		attributes.put(Identity.VERIFIED, primary.verified());
		return new DefaultOAuth2User(profile.getAuthorities(), attributes,
				Objects.requireNonNull(endpoint.getUserNameAttributeName()));
	}

	private List<Address> addresses(String profile, OAuth2UserRequest request) {
		RequestEntity<Void> asking = RequestEntity
			.method(HttpMethod.GET, UriComponentsBuilder.fromUriString(profile).path("/emails").build().toUri())
			.header(HttpHeaders.AUTHORIZATION, "Bearer " + request.getAccessToken().getTokenValue())
			.accept(MediaType.APPLICATION_JSON)
			.build();
		try {
			@Nullable List<Address> addresses = this.calls.exchange(asking, ADDRESSES).getBody();
			return (addresses != null) ? addresses : List.of();
		}
		catch (RestClientException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response"), ex);
		}
	}

	private record Address(@Nullable String email, boolean primary, boolean verified) {

	}

}
