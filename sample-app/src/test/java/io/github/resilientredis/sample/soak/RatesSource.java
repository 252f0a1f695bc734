/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Where the nodes have exchange rates from when the cache has none. Each answer is a
 * number that was never given before, so whoever reads it later knows when it was loaded,
 * and by which node.
 */
final class RatesSource implements AutoCloseable {

	private final AtomicLong numbers = new AtomicLong();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final RatesHistory history;

	RatesSource(RatesHistory history) {
		this.history = history;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/** Its address, with a placeholder for the node's number. */
	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/{node}/{base}";
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String[] path = exchange.getRequestURI().getPath().split("/");
			long number = this.numbers.incrementAndGet();
			this.history.loaded(Integer.parseInt(path[1]), path[2], number);
			byte[] body = ("{\"date\": \"2026-01-02\", \"rates\": {\"XTS\": " + number + "}}")
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
