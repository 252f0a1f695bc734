/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that ends the Redis server and removes its files when this JVM is gone without
 * having done so, as after {@code kill -9}. It waits at the end of a pipe that this JVM
 * holds: the operating system closes it, however the JVM ends. Where there is no
 * {@code sh} there is no watchdog, and the server outlives a JVM that is killed outright.
 */
final class Watchdog {

	private static final Logger logger = LoggerFactory.getLogger(Watchdog.class);

	/**
	 * Ctrl-C in a terminal reaches the shell, too, which must outlive the JVM. A word in
	 * the pipe would mean that all is well.
	 */
	private static final String SCRIPT = "trap '' INT TERM HUP; if read -r word; then exit 0; fi; "
			+ "kill -9 \"$1\"; rm -rf -- \"$2\"";

	private final @Nullable Process shell;

	private Watchdog(@Nullable Process shell) {
		this.shell = shell;
	}

	/**
	 * Watch over a server. The number of its process may be another's once it has ended,
	 * so the watchdog ends with it.
	 */
	static Watchdog over(Process server, Path directory) {
		Watchdog watchdog = new Watchdog(shell(server.pid(), directory));
		server.onExit().thenRun(watchdog::dismiss);
		return watchdog;
	}

	private static @Nullable Process shell(long pid, Path directory) {
		try {
			return new ProcessBuilder(
					List.of("sh", "-c", SCRIPT, "embedded-redis-watchdog", String.valueOf(pid), directory.toString()))
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			logger.debug("Nobody watches over the embedded Redis", ex);
			return null;
		}
	}

	void dismiss() {
		if (this.shell != null) {
			this.shell.destroyForcibly();
		}
	}

}
