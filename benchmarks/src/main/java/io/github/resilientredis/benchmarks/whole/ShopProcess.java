/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.benchmarks.shop.Shop;

/**
 * A shop in a process of its own. What it logs is left in a file.
 */
final class ShopProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A busy machine lets plain Spring Boot miss its timeout when it connects. */
	private static final int ATTEMPTS = 3;

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final Thread end;

	private final int port;

	private final Duration startUp;

	private ShopProcess(Process process, long begun) throws IOException, InterruptedException {
		this.process = process;
		this.end = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.end);
		this.port = port(process.inputReader());
		while (!health("/readiness").contains("UP")) {
			Pause.until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
		}
		this.startUp = Duration.ofNanos(System.nanoTime() - begun);
	}

	/** Starts one and waits until it is ready. */
	static ShopProcess start(Flavour flavour, int redisPort, Path directory) throws IOException, InterruptedException {
		Files.createDirectories(directory);
		ProcessBuilder builder = new ProcessBuilder(flavour.command(redisPort))
			.redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve(flavour.id() + ".log").toFile()));
		for (int left = ATTEMPTS - 1; left > 0; left--) {
			try {
				return begin(builder);
			}
			catch (IllegalStateException ex) {
				System.out.printf("%s: %s%n", flavour.title(), ex.getMessage());
			}
		}
		return begin(builder);
	}

	private static ShopProcess begin(ProcessBuilder builder) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		return new ShopProcess(builder.start(), begun);
	}

	private static int port(BufferedReader output) throws IOException {
		String line = output.readLine();
		while (line != null && !line.startsWith(Shop.READY)) {
			line = output.readLine();
		}
		if (line == null) {
			throw new IllegalStateException("The shop has not started; see its log");
		}
		return Integer.parseInt(line.substring(Shop.READY.length()));
	}

	int port() {
		return this.port;
	}

	/** From the start of the process to the first answer that it is ready. */
	Duration startUp() {
		return this.startUp;
	}

	Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/** What health says, or nothing if it says nothing in time. */
	String health(String group) throws InterruptedException {
		try {
			return send(HttpRequest.newBuilder(uri("/actuator/health" + group)).timeout(PATIENCE)).body();
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** The cookie of a new session. */
	String login(String user) throws IOException, InterruptedException {
		HttpResponse<String> response = send(
				HttpRequest.newBuilder(uri("/login/" + user)).POST(HttpRequest.BodyPublishers.noBody()));
		String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
		return cookie.substring(0, cookie.indexOf(';'));
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	/** What all live objects take, counted by a full collection. */
	long liveBytes() throws IOException, InterruptedException {
		jcmd("GC.run");
		String histogram = jcmd("GC.class_histogram");
		String total = histogram.substring(histogram.lastIndexOf("Total")).strip();
		return Long.parseLong(total.split("\\s+")[2]);
	}

	private String jcmd(String command) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				Long.toString(this.process.pid()), command)
			.redirectErrorStream(true)
			.start();
		String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (jcmd.waitFor() != 0) {
			throw new IllegalStateException("jcmd " + command + ": " + output);
		}
		return output;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().removeShutdownHook(this.end);
	}

}
