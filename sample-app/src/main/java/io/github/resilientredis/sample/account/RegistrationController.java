/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Objects;

import io.github.resilientredis.sample.verification.VerificationMail;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Registration.
 */
@RestController
class RegistrationController {

	private static final Logger logger = LoggerFactory.getLogger(RegistrationController.class);

	private final UserStore users;

	private final VerificationMail verification;

	private final PasswordEncoder passwords;

	RegistrationController(UserStore users, VerificationMail verification, PasswordEncoder passwords) {
		this.users = users;
		this.verification = verification;
		this.passwords = passwords;
	}

	@PostMapping({ "/api/register", "/api/register/" })
	@ResponseStatus(HttpStatus.CREATED)
	User register(@Valid @RequestBody RegisterRequest request) {
		// Validation has seen to it that nothing is missing.
		String name = Objects.requireNonNull(request.username());
		String email = Logins.normalize(Objects.requireNonNull(request.email()));
		String password = Objects.requireNonNull(request.password1());
		User user = this.users.create(email, name, Objects.requireNonNull(this.passwords.encode(password)));
		logger.info("User registered successfully: {}", name);
		this.verification.send(user.id(), name, email);
		return user;
	}

}
