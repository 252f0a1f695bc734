/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.SendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/**
 * Brings one letter to the mail server, with pauses between the attempts that grow. A
 * letter the server refuses for good, because there is no such address, is not tried
 * again. Thread-safe: all that changes is whether the server failed last time, by which
 * the log has one line for each change.
 */
class Delivery {

	private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final MailSender sender;

	private final MeterRegistry meters;

	private final String from;

	private final RetryTemplate retry;

	private final AtomicBoolean failing = new AtomicBoolean();

	Delivery(MailSender sender, OutboxProperties properties, MeterRegistry meters) {
		this.sender = sender;
		this.meters = meters;
		this.from = properties.from();
		this.retry = new RetryTemplate(RetryPolicy.builder()
			.maxRetries(properties.retries())
			.delay(properties.retryDelay())
			.multiplier(3)
			.maxDelay(LONGEST_PAUSE)
			.predicate((failure) -> failure instanceof MailException && !isRefusedForGood(failure))
			.build());
	}

	void deliver(Supplier<SimpleMailMessage> letter) {
		try {
			SimpleMailMessage written = letter.get();
			written.setFrom(this.from);
			this.retry.invoke(() -> attempt(written));
			count("sent");
		}
		catch (MailException ex) {
			count(isRefusedForGood(ex) ? "refused" : "failed");
			logger.debug("A letter was not sent", ex);
		}
		catch (RuntimeException ex) {
			count("failed");
			logger.error("A letter could not be written", ex);
		}
	}

	private void attempt(SimpleMailMessage letter) {
		try {
			this.sender.send(letter);
			works();
		}
		catch (MailException ex) {
			if (isRefusedForGood(ex)) {
				works();
			}
			else if (this.failing.compareAndSet(false, true)) {
				logger.warn("The mail server fails, letters are tried again: {}",
						NestedExceptionUtils.getMostSpecificCause(ex).toString().replaceAll("\\s+", " "));
			}
			throw ex;
		}
	}

	private void works() {
		if (this.failing.compareAndSet(true, false)) {
			logger.info("The mail server works again");
		}
	}

	/**
	 * Count what became of a letter.
	 * @param outcome a word of a closed set
	 */
	void count(String outcome) {
		this.meters.counter("sample.mail", "outcome", outcome).increment();
	}

	private static boolean isRefusedForGood(Throwable failure) {
		return failure instanceof MailSendException sending && sending.getFailedMessages()
			.values()
			.stream()
			.anyMatch((cause) -> cause instanceof SendFailedException refused && refused.getInvalidAddresses() != null
					&& refused.getInvalidAddresses().length > 0);
	}

}
