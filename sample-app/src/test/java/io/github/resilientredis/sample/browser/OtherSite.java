/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/**
 * A front end that is served from elsewhere: a page with nothing on it.
 */
final class OtherSite implements AutoCloseable {

	private static final byte[] PAGE = "<!DOCTYPE html><link rel=icon href=data:,><title>Elsewhere</title>"
		.getBytes(StandardCharsets.US_ASCII);

	private final HttpServer server;

	private final String host;

	/**
	 * Serve it.
	 * @param host the name of this machine in its origin
	 */
	OtherSite(String host) throws IOException {
		this.host = host;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, PAGE.length);
			exchange.getResponseBody().write(PAGE);
			exchange.close();
		});
		this.server.start();
	}

	String origin() {
		return "http://" + this.host + ":" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
