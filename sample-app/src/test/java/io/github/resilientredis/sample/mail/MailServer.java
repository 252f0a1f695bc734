/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.awaitility.Awaitility;

/**
 * A real SMTP server in this JVM, on a port that it keeps while stopped.
 */
public final class MailServer implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private static final Pattern CODE = Pattern.compile("Your code is ([0-9]{6})\\.");

	private final GreenMail server;

	private final int port;

	private MailServer(int port) {
		this.port = port;
		this.server = new GreenMail(new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP));
	}

	public static MailServer prepare() {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return new MailServer(free.getLocalPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static MailServer start() {
		MailServer server = prepare();
		server.startUp();
		return server;
	}

	public void startUp() {
		this.server.start();
	}

	public String host() {
		return HOST;
	}

	public int port() {
		return this.port;
	}

	/**
	 * The application's settings for this server.
	 * @param others other settings
	 * @return all of them, as arguments
	 */
	public String[] arguments(String... others) {
		String[] all = Arrays.copyOf(others, others.length + 3);
		all[others.length] = "--MAIL_HOST=" + HOST;
		all[others.length + 1] = "--MAIL_PORT=" + this.port;
		all[others.length + 2] = "--sample.mail.retry-delay=50ms";
		return all;
	}

	/**
	 * Wait for letters to an address.
	 * @param address the address
	 * @param count how many
	 * @return the codes in them, in the order of their arrival
	 */
	public List<String> codes(String address, int count) {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.until(() -> codes(address), (codes) -> codes.size() >= count);
	}

	public List<String> codes(String address) {
		return Arrays.stream(this.server.getReceivedMessagesForDomain(address)).map((letter) -> {
			Matcher code = CODE.matcher(GreenMailUtil.getBody(letter));
			return code.find() ? code.group(1) : "none";
		}).toList();
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
