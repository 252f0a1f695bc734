/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a server before it starts. Not thread-safe.
 */
public final class RedisServerBuilder {

	private static final int ATTEMPTS = 5;

	private final List<String> directives = new ArrayList<>();

	private ServerKind kind = ServerKind.ALONE;

	private int fixedPort;

	private int tlsPort;

	private @Nullable String user;

	private @Nullable String password;

	RedisServerBuilder() {
	}

	/**
	 * Sets the port; without it a free one is chosen.
	 * @param number the port
	 * @return this
	 */
	public RedisServerBuilder port(int number) {
		this.fixedPort = number;
		return this;
	}

	/**
	 * Sets what it is, other than a server that knows no other.
	 * @param what a part of a set of servers
	 * @return this
	 */
	RedisServerBuilder kind(ServerKind what) {
		this.kind = what;
		return this;
	}

	public RedisServerBuilder password(String secret) {
		this.password = secret;
		return this;
	}

	/**
	 * Sets as whom the kit itself comes in, where the configuration has users; it needs
	 * {@code PING} and {@code INFO}, and what a test has it do.
	 * @param name the user's name
	 * @param secret the user's password
	 * @return this
	 */
	public RedisServerBuilder user(String name, String secret) {
		this.user = name;
		this.password = secret;
		return this;
	}

	/**
	 * Adds a line of configuration.
	 * @param directive its name
	 * @param value its arguments, separated by blanks
	 * @return this
	 */
	public RedisServerBuilder config(String directive, String value) {
		this.directives.add("--" + directive);
		this.directives.addAll(List.of(value.split(" +")));
		return this;
	}

	/**
	 * Speaks TLS as well, on {@link RedisServer#tlsPort()}; asks clients for no
	 * certificate.
	 * @param files certificate and key
	 * @return this
	 */
	public RedisServerBuilder tls(TlsFiles files) {
		this.tlsPort = Ports.free();
		return config("tls-port", String.valueOf(this.tlsPort)).config("tls-cert-file", files.certificate().toString())
			.config("tls-key-file", files.key().toString())
			.config("tls-ca-cert-file", files.certificate().toString())
			.config("tls-auth-clients", "no");
	}

	/**
	 * Makes a server that is not there yet: its port is chosen, and refuses connections
	 * until {@link RedisServer#startUp()}.
	 * @return the server, not running
	 */
	public RedisServer prepare() {
		return new RedisServer(this.kind, (this.fixedPort > 0) ? this.fixedPort : Ports.free(), this.tlsPort, this.user,
				this.password, this.directives);
	}

	/**
	 * Starts a server, on another port if somebody else took the chosen one first.
	 * @return the server, ready to answer
	 */
	public RedisServer start() {
		for (int attempt = 1;; attempt++) {
			RedisServer server = prepare();
			try {
				server.startUp();
				return server;
			}
			catch (StartUp.PortTakenException ex) {
				server.close();
				if (this.fixedPort > 0 || attempt == ATTEMPTS) {
					throw ex;
				}
			}
			catch (RuntimeException ex) {
				server.close();
				throw ex;
			}
		}
	}

}
