/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the server that belongs to a port and a data directory, again and
 * again.
 * <p>
 * Shared state: the running server, the password and whether it hangs; written by the
 * thread that causes faults, read by any, which sees the state before or after a fault.
 */
final class ServerInstance {

	private final ServerBackend backend = Backends.current();

	private final DataDirectory data = new DataDirectory();

	private final ServerKind kind;

	private final int port;

	private final List<String> directives;

	private final @Nullable String user;

	private final AdminConnection admin;

	private volatile @Nullable RunningServer running;

	private volatile @Nullable String password;

	private volatile boolean hung;

	ServerInstance(ServerKind kind, int port, @Nullable String user, @Nullable String password,
			List<String> directives) {
		this.kind = kind;
		this.port = port;
		this.user = user;
		this.password = password;
		this.directives = List.copyOf(directives);
		this.admin = new AdminConnection(port, user, () -> this.password);
	}

	AdminConnection admin() {
		return this.admin;
	}

	DataDirectory data() {
		return this.data;
	}

	@Nullable String password() {
		return this.password;
	}

	void password(@Nullable String secret) {
		this.password = secret;
	}

	boolean isRunning() {
		RunningServer server = this.running;
		return server != null && server.isAlive();
	}

	boolean isHung() {
		return this.hung;
	}

	/**
	 * Starts it and waits for its first answer.
	 * @param answer see {@link StartUp#await}
	 * @param further configuration of this start only, as command line arguments
	 */
	void launch(String answer, List<String> further) {
		if (isRunning()) {
			throw new IllegalStateException("The server on port " + this.port + " is running already");
		}
		this.admin.close();
		this.data.unobstruct();
		RunningServer server = this.backend.launch(this.kind, this.data.path(), this.port, arguments(further));
		this.running = server;
		try {
			new StartUp(server, this.admin, this.data).await(answer);
		}
		catch (RuntimeException ex) {
			kill();
			throw ex;
		}
	}

	void kill() {
		RunningServer server = this.running;
		this.running = null;
		this.hung = false;
		this.admin.close();
		if (server != null) {
			server.kill();
		}
	}

	void hang() {
		server().pause();
		this.hung = true;
	}

	void resume() {
		server().resume();
		this.hung = false;
	}

	void resumeIfHung() {
		if (this.hung) {
			resume();
		}
	}

	void save() {
		resumeIfHung();
		this.data.unobstruct();
		this.admin.command("SAVE");
	}

	/** Lets a snapshot fail, so that a server that is to take some refuses writes. */
	void failSnapshots() {
		this.data.obstruct();
		this.admin.command("CONFIG", "SET", "save", "3600 1000000");
		this.admin.command("BGSAVE");
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.until(() -> String.valueOf(this.admin.command("INFO", "persistence"))
				.contains("rdb_last_bgsave_status:err"));
	}

	private RunningServer server() {
		RunningServer server = this.running;
		if (server == null) {
			throw new IllegalStateException("The server on port " + this.port + " is not running");
		}
		return server;
	}

	private List<String> arguments(List<String> further) {
		List<String> arguments = new ArrayList<>(this.data.directives());
		arguments.addAll(List.of("--save", "", "--appendonly", "no"));
		String secret = this.password;
		if (secret != null && this.user == null) {
			arguments.addAll(List.of("--requirepass", secret));
		}
		arguments.addAll(this.directives);
		arguments.addAll(further);
		return arguments;
	}

}
