/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.openapi;

import java.util.List;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;

/**
 * Who may call an operation.
 */
enum Caller {

	/** Nothing is asked. */
	EVERYONE,

	/** Who sends the token against request forgery, as the page does. */
	PAGE,

	/** Who has a session, and for writes the token against request forgery. */
	SESSION,

	/** Who has an access token. */
	BEARER,

	/** Either. */
	USER;

	static final String COOKIE = "session";

	static final String FORGERY = "forgery";

	static final String TOKEN = "bearer";

	/**
	 * Say so.
	 * @param operation what is called
	 * @param writing whether it changes anything
	 */
	void describe(Operation operation, boolean writing) {
		SecurityRequirement session = new SecurityRequirement().addList(COOKIE);
		if (writing) {
			session.addList(FORGERY);
		}
		SecurityRequirement token = new SecurityRequirement().addList(TOKEN);
		operation.setSecurity(switch (this) {
			case EVERYONE -> List.of();
			case PAGE -> List.of(new SecurityRequirement().addList(FORGERY));
			case SESSION -> List.of(session);
			case BEARER -> List.of(token);
			case USER -> List.of(session, token);
		});
	}

}
