/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept, and in which words it is logged.
 */
class AuthenticationLogTests {

	private final AuthenticationLog log = new AuthenticationLog(3, Clock.systemUTC());

	@Test
	void theNewestAreKept() {
		for (int i = 0; i < 10; i++) {
			this.log.add(EventType.LOGIN_FAILED, null, "user-" + i);
		}
		assertThat(this.log.newest((entry) -> true, 100)).extracting(AuthenticationEntry::login)
			.containsExactly("user-9", "user-8", "user-7");
		assertThat(this.log.newest((entry) -> true, 1)).extracting(AuthenticationEntry::login)
			.containsExactly("user-9");
		assertThat(this.log.newest((entry) -> entry.login().equals("user-8"), 100)).hasSize(1);
	}

	@Test
	void manyThreadsDoNotMakeItGrow() throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 400; i++) {
			threads.submit(() -> this.log.add(EventType.LOGOUT, "1", "ada"));
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.log.newest((entry) -> true, 1000)).hasSize(3);
	}

	@Test
	void aNameCannotForgeALine() {
		Logger logger = (Logger) LoggerFactory.getLogger(AuthenticationLog.class);
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		logger.setLevel(Level.INFO);
		this.log.add(EventType.LOGIN_FAILED, null,
				"eve\r\n12:00 INFO Login succeeded: admin\u2028\u0085\u001b[2K\u202e");
		logger.setLevel(null);
		logger.detachAppender(lines);
		String login = this.log.newest((entry) -> true, 1).get(0).login();
		assertThat(login).isEqualTo("eve??12:00 INFO Login succeeded: admin???[2K?");
		assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("Login failed: " + login);
	}

	@Test
	void aNameIsNotLoggedAtAnyLength() {
		this.log.add(EventType.LOGIN_FAILED, null, "a".repeat(99) + "\ud83d\ude00" + "b".repeat(100_000));
		assertThat(this.log.newest((entry) -> true, 1).get(0).login()).isEqualTo("a".repeat(99) + "?...");
	}

}
