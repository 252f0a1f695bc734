/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A server that is a child process of this JVM.
 */
final class ServerProcess implements RunningServer {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Process process;

	private final Path output;

	ServerProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
		Watchdog.instance().watch(process);
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public boolean matches(String info) {
		return info.contains("process_id:" + this.process.pid() + "\r\n");
	}

	@Override
	public void kill() {
		this.process.destroyForcibly();
		await(this.process);
		Watchdog.instance().forget(this.process);
	}

	@Override
	public void pause() {
		signal("STOP");
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(PATIENCE)
			.until(this::isStopped);
	}

	@Override
	public void resume() {
		signal("CONT");
	}

	@Override
	public String output() {
		try {
			return Files.exists(this.output) ? Files.readString(this.output) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A stop is delivered a moment after it was sent; only Linux lets us see it. */
	private boolean isStopped() throws IOException {
		Path stat = Path.of("/proc", String.valueOf(this.process.pid()), "stat");
		if (!Files.exists(stat)) {
			return true;
		}
		String line = Files.readString(stat);
		return line.charAt(line.lastIndexOf(')') + 2) == 'T';
	}

	private void signal(String name) {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("The server is not running");
		}
		try {
			Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + this.process.pid()).start();
			await(kill);
			if (kill.exitValue() != 0) {
				throw new IllegalStateException("kill -" + name + " failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Not interruptible: closing must be complete also after a test's timeout. */
	private static void await(Process process) {
		process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
