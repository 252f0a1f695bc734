/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a Redis server prints, on a thread of its own until the server ends: a pipe
 * that nobody reads would stop it.
 */
class ServerOutput implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(ServerOutput.class);

	private static final long START_SECONDS = 10;

	private final Process process;

	private final CompletableFuture<Void> ready = new CompletableFuture<>();

	ServerOutput(Process process) {
		this.process = process;
	}

	/**
	 * Wait until the server accepts connections; end it if it does not.
	 * @throws IOException if it ended or took too long
	 */
	void awaitReady() throws IOException {
		Thread thread = new Thread(this, "embedded-redis-output");
		thread.setDaemon(true);
		thread.start();
		try {
			this.ready.get(START_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
			throw new IOException((ex.getCause() != null) ? ex.getCause().getMessage() : "no answer from the server");
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	@Override
	public void run() {
		String last = "no output";
		try (BufferedReader reader = this.process.inputReader()) {
			String line = reader.readLine();
			while (line != null) {
				logger.debug(line);
				last = line;
				if (line.contains("Ready to accept connections")) {
					this.ready.complete(null);
				}
				line = reader.readLine();
			}
		}
		catch (IOException ex) {
			logger.debug("Output of the embedded Redis ended", ex);
		}
		this.ready.completeExceptionally(new IOException(last));
	}

}
