/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets no server outlive this JVM, not even when the JVM is killed and its shutdown hooks
 * do not run: a small shell process reads the ids of our servers from a pipe, and when
 * the pipe ends it kills those that were not taken back.
 * <p>
 * Shared state: the pipe, written under the lock only.
 */
final class Watchdog {

	private static final String SCRIPT = """
			trap '' INT HUP TERM
			pids=' '
			while read -r action pid; do
				case $action in
					watch) pids="$pids$pid " ;;
					forget) pids="${pids%%" $pid "*} ${pids#*" $pid "}" ;;
				esac
			done
			for pid in $pids; do kill -9 "$pid"; done
			""";

	private final ReentrantLock lock = new ReentrantLock();

	private final OutputStream pipe;

	private Watchdog() {
		try {
			this.pipe = new ProcessBuilder("sh", "-c", SCRIPT).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.getOutputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Watchdog instance() {
		return Holder.INSTANCE;
	}

	void watch(Process process) {
		send("watch " + process.pid());
	}

	void forget(Process process) {
		send("forget " + process.pid());
	}

	private void send(String line) {
		this.lock.lock();
		try {
			this.pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
			this.pipe.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The watchdog is gone", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private static final class Holder {

		private static final Watchdog INSTANCE = new Watchdog();

	}

}
