/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is accepted for a name, an address and a password.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterRequestTests {

	private final ValidatorFactory factory = Validation.buildDefaultValidatorFactory();

	private final Validator validator = this.factory.getValidator();

	@AfterAll
	void close() {
		this.factory.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ada", "Ada.Lovelace_1815-1852" })
	void plainNamesAreAccepted(String name) {
		assertThat(invalid(name, "a@b.org", "long-enough", "long-enough")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "ada\n", "ada\r\nINFO forged", "a b c", "a:b:c", "ada@example.com",
			"0123456789012345678901234567890" })
	void namesThatForgeLogLinesOrKeysAreRefused(String name) {
		assertThat(invalid(name, "a@b.org", "long-enough", "long-enough")).containsExactly("username");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a@b", "a@b@c.org", "a b@c.org", "a@c.org\n", "a:b@c.org", "\"a\"@c.org" })
	void whatIsNoAddressIsRefused(String email) {
		assertThat(invalid("ada", email, "long-enough", "long-enough")).containsExactly("email");
	}

	@Test
	void aPasswordIsLongEnoughButNotLongerThanBcryptReads() {
		assertThat(invalid("ada", "a@b.org", "1234567", "1234567")).containsExactly("password1");
		assertThat(invalid("ada", "a@b.org", "x".repeat(72), "x".repeat(72))).isEmpty();
		assertThat(invalid("ada", "a@b.org", "x".repeat(73), "x".repeat(73))).containsExactly("password1");
		assertThat(invalid("ada", "a@b.org", "€".repeat(25), "€".repeat(25))).containsExactly("password1");
	}

	@Test
	void aPasswordIsTypedTwiceTheSame() {
		assertThat(invalid("ada", "a@b.org", "long-enough", "long-enouhg")).containsExactly("password2");
	}

	@Test
	void aRequestDoesNotPrintItsPassword() {
		assertThat(new RegisterRequest("ada", "a@b.org", "long-enough", "long-enough")).asString()
			.doesNotContain("long-enough");
		assertThat(new LoginRequest("a@b.org", null, "long-enough")).asString().doesNotContain("long-enough");
	}

	private List<String> invalid(String name, String email, String password1, String password2) {
		return this.validator.validate(new RegisterRequest(name, email, password1, password2))
			.stream()
			.map((violation) -> violation.getPropertyPath().toString())
			.toList();
	}

}
