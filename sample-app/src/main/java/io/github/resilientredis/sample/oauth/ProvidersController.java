/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.oauth;

import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page which logins there are besides the password.
 */
@RestController
class ProvidersController {

	private final List<Login> logins;

	ProvidersController(ObjectProvider<ClientRegistrationRepository> registrations) {
		ClientRegistrationRepository registered = registrations.getIfAvailable(() -> (id) -> null);
		this.logins = Arrays.stream(Provider.values())
			.filter((provider) -> registered.findByRegistrationId(provider.id()) != null)
			.map((provider) -> new Login(provider.id(), provider.label(), provider.url()))
			.toList();
	}

	@GetMapping({ "/api/auth/providers", "/api/auth/providers/" })
	List<Login> providers() {
		return this.logins;
	}

	/**
	 * One way to sign in.
	 *
	 * @param id which
	 * @param name for people
	 * @param url where to send the browser
	 */
	record Login(String id, String name, String url) {

	}

}
