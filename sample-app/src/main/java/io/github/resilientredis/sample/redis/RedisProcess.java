/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One process of the server, from its start to its end. It writes down every change
 * before it answers, so that what it knew survives its being killed.
 */
final class RedisProcess {

	private static final long SIGNAL_SECONDS = 2;

	private final Process process;

	private RedisProcess(Process process) {
		this.process = process;
	}

	/**
	 * Start it and wait until it accepts connections.
	 */
	static RedisProcess launch(String executable, Path directory, String host, int port) throws IOException {
		Process process = new ProcessBuilder(List.of(executable, "--port", String.valueOf(port), "--bind", host,
				"--save", "", "--appendonly", "yes"))
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		Watchdog.over(process, directory);
		new ServerOutput(process).awaitReady();
		return new RedisProcess(process);
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** SIGKILL, which also ends a process that is stopped. */
	void kill() throws IOException {
		this.process.destroyForcibly();
		await(this.process, "The embedded Redis does not end");
	}

	/** SIGSTOP. */
	void hang() throws IOException {
		signal("STOP");
	}

	/** SIGCONT. */
	void resume() throws IOException {
		signal("CONT");
	}

	/** The shell's own kill: a program of this name is not installed everywhere. */
	private void signal(String name) throws IOException {
		Process shell = new ProcessBuilder(List.of("sh", "-c", "kill -" + name + " " + pid())).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		await(shell, "The signal could not be sent");
		if (shell.exitValue() != 0) {
			throw new IOException("The signal could not be sent");
		}
	}

	private static void await(Process ending, String problem) throws IOException {
		try {
			if (!ending.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException(problem);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

}
