/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.nio.charset.StandardCharsets;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/**
 * Reports each problem on the field that has it. Missing passwords are left to
 * {@code @NotNull}. Public so that a validator outside of Spring can make one.
 */
public class PasswordsValidator implements ConstraintValidator<Passwords, RegisterRequest> {

	private static final int MIN_LENGTH = 8;

	// bcrypt reads no more
	private static final int MAX_BYTES = 72;

	@Override
	public boolean isValid(RegisterRequest request, ConstraintValidatorContext context) {
		String password = request.password1();
		if (password == null) {
			return true;
		}
		context.disableDefaultConstraintViolation();
		if (password.length() < MIN_LENGTH) {
			return refuse(context, "password1", "must be at least " + MIN_LENGTH + " characters long");
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return refuse(context, "password1", "must be at most " + MAX_BYTES + " bytes long");
		}
		if (request.password2() != null && !password.equals(request.password2())) {
			return refuse(context, "password2", "is not the same as password1");
		}
		return true;
	}

	private boolean refuse(ConstraintValidatorContext context, String field, String message) {
		context.buildConstraintViolationWithTemplate(message).addPropertyNode(field).addConstraintViolation();
		return false;
	}

}
