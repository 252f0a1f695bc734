/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Map;

import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.resilientredis.throttle.Throttled;

/**
 * Sends verification codes again. This application has no mail server yet, so it says in
 * its log to whom it would send one.
 */
@RestController
class VerificationController {

	private static final Logger logger = LoggerFactory.getLogger(VerificationController.class);

	private final UserStore users;

	VerificationController(UserStore users) {
		this.users = users;
	}

	/**
	 * The same answer whether or not there is such a user.
	 */
	@PostMapping({ "/api/v1/auth/resend-verification-code", "/api/v1/auth/resend-verification-code/" })
	@Throttled(value = "resend", key = "#request.normalizedEmail()")
	public Map<String, String> resend(@Valid @RequestBody ResendRequest request) {
		this.users.findByEmail(request.normalizedEmail())
			.ifPresent((account) -> logger.info("No mail server is configured: no verification code is sent to user {}",
					account.user().name()));
		return Map.of("detail", "If there is a user with this address, a code is on its way.");
	}

}
