/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.verification;

import io.github.resilientredis.sample.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * Sends codes, made and encoded in the background. Without a mail server the log says to
 * whom one would go.
 */
@Component
public class VerificationMail {

	private static final Logger logger = LoggerFactory.getLogger(VerificationMail.class);

	private final @Nullable Outbox outbox;

	private final VerificationCodes codes;

	private final VerificationProperties properties;

	VerificationMail(ObjectProvider<Outbox> outbox, VerificationCodes codes, VerificationProperties properties) {
		this.outbox = outbox.getIfAvailable();
		this.codes = codes;
		this.properties = properties;
	}

	/**
	 * Send a new code. Returns at once, and never fails.
	 * @param userId whose address is to be verified
	 * @param name the user's name, for the log
	 * @param email the address
	 */
	public void send(String userId, String name, String email) {
		if (this.outbox == null) {
			logger.info("No mail server is configured: no verification code is sent to user {}", name);
			return;
		}
		this.outbox.send(() -> letter(email, this.codes.issue(userId)));
	}

	private SimpleMailMessage letter(String email, String code) {
		SimpleMailMessage letter = new SimpleMailMessage();
		letter.setTo(email);
		letter.setSubject("Your verification code");
		letter.setText("Your code is " + code + ". It is good once, for the next "
				+ this.properties.codeTimeToLive().toMinutes() + " minutes.\n\n"
				+ "If you have not asked for it, somebody has mistyped an address: there is nothing you have to do.\n");
		return letter;
	}

}
