/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.testkit.RedisProxy;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SessionApplication} in a JVM of its own, with a journal in a directory, until it
 * is killed; it ends by itself when this JVM does.
 */
final class SessionJvm implements AutoCloseable {

	private static final String PORT = "port ";

	private final Process process;

	private final SessionPages pages;

	private SessionJvm(Process process, SessionPages pages) {
		this.process = process;
		this.pages = pages;
	}

	/** Starts one and waits until it has found Redis. */
	static SessionJvm start(String name, RedisProxy redis, Path journal) throws IOException {
		Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), SessionJvm.class.getName(), redis.host(),
				String.valueOf(redis.port()), journal.toString()))
			.redirectErrorStream(true)
			.start();
		try {
			BufferedReader output = process.inputReader();
			SessionJvm jvm = new SessionJvm(process, new SessionPages(name, port(output)));
			Thread reader = new Thread(() -> output.lines().forEach((line) -> {
			}), "output of " + name);
			reader.setDaemon(true);
			reader.start();
			jvm.pages.settles();
			return jvm;
		}
		catch (RuntimeException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private static int port(BufferedReader output) throws IOException {
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(PORT)) {
				return Integer.parseInt(line.substring(PORT.length()));
			}
			said.append(line).append('\n');
		}
		throw new IllegalStateException("The application has ended: " + said);
	}

	SessionPages pages() {
		return this.pages;
	}

	/** {@code kill -9}. */
	void kill() {
		this.process.toHandle().destroyForcibly();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !this.process.isAlive());
		assertThat(this.process.exitValue()).as("it was killed").isEqualTo(128 + 9);
	}

	@Override
	public void close() {
		this.process.toHandle().destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Starts the application, says its port, and ends when nobody listens any more.
	 * @param arguments host and port of Redis, and the directory of the journal
	 */
	public static void main(String[] arguments) throws IOException {
		String port = SessionHttpNode
			.run(arguments[0], Integer.parseInt(arguments[1]), Map.of(),
					"resilient-redis.journal.directory=" + arguments[2])
			.getEnvironment()
			.getRequiredProperty("local.server.port");
		java.io.PrintStream out = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out));
		out.println("\n" + PORT + port);
		out.flush();
		while (System.in.read() >= 0) {
			Thread.onSpinWait();
		}
		Runtime.getRuntime().halt(1);
	}

}
