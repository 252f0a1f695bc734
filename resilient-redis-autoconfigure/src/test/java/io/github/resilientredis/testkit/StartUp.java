/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until a server that was just launched answers, or says why it does not.
 */
final class StartUp {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final RunningServer server;

	private final AdminConnection admin;

	private final DataDirectory data;

	StartUp(RunningServer server, AdminConnection admin, DataDirectory data) {
		this.server = server;
		this.admin = admin;
		this.data = data;
	}

	/**
	 * Waits for an answer.
	 * @param answer {@code PONG}, or {@code LOADING} for a server that is to load slowly
	 * @throws PortTakenException if another process listens on its port
	 */
	void await(String answer) {
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.atMost(PATIENCE)
				.until(() -> answers(answer));
		}
		catch (ConditionTimeoutException ex) {
			throw new IllegalStateException("The server never answered " + answer + report(), ex);
		}
	}

	private boolean answers(String expected) {
		if (!this.server.isAlive()) {
			throw ended();
		}
		String answer = ping();
		if (answer.equals("PONG") && expected.equals("LOADING")) {
			throw new IllegalStateException("The server had loaded its data before it could be asked");
		}
		return answer.equals(expected) && isOurs();
	}

	private String ping() {
		try {
			return String.valueOf(this.admin.command("PING"));
		}
		catch (RespException ex) {
			return ex.token();
		}
		catch (UncheckedIOException ex) {
			return "nothing";
		}
	}

	private boolean isOurs() {
		if (this.server.matches(String.valueOf(this.admin.command("INFO", "server")))) {
			return true;
		}
		this.admin.close();
		return false;
	}

	private RuntimeException ended() {
		String report = report();
		if (report.contains("Address already in use")) {
			return new PortTakenException(report);
		}
		return new IllegalStateException("The server ended by itself" + report);
	}

	private String report() {
		return "\n" + this.server.output() + this.data.log();
	}

	/** Another process was faster. */
	static final class PortTakenException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		PortTakenException(String message) {
			super(message);
		}

	}

}
