/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import io.github.resilientredis.sample.Variables;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns the variables {@code MAIL_*} into Spring's properties. Without {@code MAIL_HOST}
 * there is no mail server, and Spring makes no sender.
 */
class MailEnvironment implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Variables variables = new Variables(environment);
		if (variables.text("MAIL_HOST") != null) {
			variables.copy("MAIL_HOST", "spring.mail.host")
				.copy("MAIL_PORT", "spring.mail.port")
				.copy("MAIL_USERNAME", "spring.mail.username")
				.copy("MAIL_PASSWORD", "spring.mail.password")
				.copy("MAIL_SSL", "spring.mail.ssl.enabled")
				.copy("MAIL_STARTTLS", "spring.mail.properties[mail.smtp.starttls.enable]")
				.copy("MAIL_STARTTLS", "spring.mail.properties[mail.smtp.starttls.required]");
			if (variables.text("MAIL_USERNAME") != null) {
				variables.set("spring.mail.properties[mail.smtp.auth]", "true");
			}
		}
		variables.copy("MAIL_FROM", "sample.mail.from").addLast("mailEnvironment");
	}

}
