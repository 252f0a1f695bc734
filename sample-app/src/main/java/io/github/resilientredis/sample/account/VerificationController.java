/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.sample.verification.VerificationCodes;
import io.github.resilientredis.sample.verification.VerificationMail;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.resilientredis.throttle.Throttled;

/**
 * Verifies e-mail addresses, and sends codes again. Neither tells whether there is such a
 * user.
 */
@RestController
class VerificationController {

	private static final Logger logger = LoggerFactory.getLogger(VerificationController.class);

	private final UserStore users;

	private final VerifiedUsers verified;

	private final VerificationCodes codes;

	private final VerificationMail mail;

	VerificationController(UserStore users, VerifiedUsers verified, VerificationCodes codes, VerificationMail mail) {
		this.users = users;
		this.verified = verified;
		this.codes = codes;
		this.mail = mail;
	}

	/**
	 * The same answer whether or not there is such a user.
	 */
	@PostMapping({ "/api/v1/auth/resend-verification-code", "/api/v1/auth/resend-verification-code/" })
	@Throttled(value = "resend", key = "#request.normalizedEmail()")
	public Map<String, String> resend(@Valid @RequestBody ResendRequest request) {
		this.users.findByEmail(request.normalizedEmail())
			.map(Account::user)
			.ifPresent((user) -> this.mail.send(user.id(), user.name(), user.email()));
		return Map.of("detail", "If there is a user with this address, a code is on its way.");
	}

	/**
	 * The same refusal for an unknown address and a wrong, used or old code.
	 */
	@PostMapping({ "/api/v1/auth/verify", "/api/v1/auth/verify/" })
	@Throttled(value = "verification", key = "#request.normalizedEmail()")
	public Map<String, String> verify(@Valid @RequestBody VerifyRequest request) {
		@Nullable User user = this.users.findByEmail(request.normalizedEmail()).map(Account::user).orElse(null);
		boolean right = this.codes.redeem((user != null) ? user.id() : null, Objects.requireNonNull(request.code()));
		if (user == null || !right) {
			throw new ErrorResponseException(HttpStatus.BAD_REQUEST, wrong(), null);
		}
		this.verified.mark(user.id());
		logger.info("E-mail address verified: {}", user.name());
		return Map.of("detail", "The address is verified.");
	}

	private static ProblemDetail wrong() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"This code is not good, or not any more. Have a new one sent.");
		problem.setProperty("errors", List.of(Map.of("field", "code", "message", "is wrong, used or too old")));
		return problem;
	}

}
