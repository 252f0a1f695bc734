/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A real Redis in a test's hands. It keeps its port and its data directory from
 * {@link RedisServerBuilder#prepare()} to {@link #close()}, however often it is killed
 * and started. It saves its data only when the kit asks for it, so {@link #kill()}
 * followed by {@link #startUp()} brings back the data of the last save (none at first),
 * like a server that lost its latest writes; {@link #restart()} brings back all of it.
 * What was changed at run time (read-only, memory, clients) does not survive a restart;
 * the password does.
 * <p>
 * The kit talks to the server over a connection of its own, which is left out of the
 * counts here. Queries may come from any thread; faults are for one thread at a time.
 */
public final class RedisServer implements AutoCloseable {

	static final String HOST = "127.0.0.1";

	private static final String NO_LIMIT = "10000";

	private final int port;

	private final int tlsPort;

	private final ServerInstance instance;

	RedisServer(ServerKind kind, int port, int tlsPort, @Nullable String user, @Nullable String password,
			List<String> directives) {
		this.port = port;
		this.tlsPort = tlsPort;
		this.instance = new ServerInstance(kind, port, user, password, directives);
		LeakGuard.opened(this);
	}

	/**
	 * Starts an empty server on a free port.
	 * @return the server, ready to answer
	 */
	public static RedisServer start() {
		return builder().start();
	}

	public static RedisServerBuilder builder() {
		return new RedisServerBuilder();
	}

	public String host() {
		return HOST;
	}

	public int port() {
		return this.port;
	}

	/**
	 * Returns the port on which it speaks TLS.
	 * @return the port
	 * @throws IllegalStateException if it was built without TLS
	 */
	public int tlsPort() {
		if (this.tlsPort == 0) {
			throw new IllegalStateException("Built without TLS");
		}
		return this.tlsPort;
	}

	/**
	 * Returns the password clients need now.
	 * @return the password, or {@code null} if none is needed
	 */
	public @Nullable String password() {
		return this.instance.password();
	}

	/**
	 * Returns the address without the password.
	 * @return {@code redis://host:port}
	 */
	public String url() {
		return "redis://" + HOST + ":" + this.port;
	}

	/**
	 * Returns whether there is a server at all; a hung one counts.
	 * @return {@code true} if it lives
	 */
	public boolean isRunning() {
		return this.instance.isRunning();
	}

	/**
	 * Returns whether it was stopped and not resumed.
	 * @return {@code true} if it hangs
	 */
	public boolean isHung() {
		return this.instance.isHung();
	}

	/**
	 * Starts a prepared or killed server on its port, with what data it last saved, and
	 * returns when it answers.
	 */
	public void startUp() {
		this.instance.launch("PONG", List.of());
	}

	/** Ends it at once (SIGKILL); nothing is saved. Its port then refuses connections. */
	public void kill() {
		this.instance.kill();
	}

	/** Stops it (SIGSTOP): connections stay open, new ones open, nothing is answered. */
	public void hang() {
		this.instance.hang();
	}

	/**
	 * Lets a hung server go on (SIGCONT). It then carries out what it was sent meanwhile.
	 */
	public void resume() {
		this.instance.resume();
	}

	/** Kills and starts it with all its data. */
	public void restart() {
		if (isRunning()) {
			this.instance.save();
		}
		kill();
		startUp();
	}

	/** Kills and starts it without any data. */
	public void restartEmpty() {
		kill();
		this.instance.data().empty();
		startUp();
	}

	/**
	 * Saves and copies the data.
	 * @return the data of this moment, for {@link #restartFrom}
	 */
	public Snapshot snapshot() {
		this.instance.save();
		return new Snapshot(this.instance.data().dump());
	}

	/**
	 * Kills and starts it with older data.
	 * @param old what it is to remember
	 */
	public void restartFrom(Snapshot old) {
		kill();
		this.instance.data().fill(old.dump());
		startUp();
	}

	/**
	 * Restarts it with its data and returns as soon as it answers {@code LOADING}; it
	 * goes on doing so, within 150 ms each time, and then has its data again.
	 * @param atLeast how long, up to 5 s
	 */
	public void restartLoading(Duration atLeast) {
		this.instance.resumeIfHung();
		makeWritable();
		freeMemory();
		List<String> delay = new SlowLoading(this.instance.admin()).prepare(atLeast);
		kill();
		this.instance.launch("LOADING", delay);
	}

	/**
	 * Makes it a replica without a master: reads are answered, writes get
	 * {@code READONLY}.
	 */
	public void makeReadOnly() {
		configure("replica-serve-stale-data", "yes");
		command("REPLICAOF", HOST, "1");
	}

	public void makeWritable() {
		command("REPLICAOF", "NO", "ONE");
	}

	/** Lets writes that need memory fail with {@code OOM}. */
	public void fillMemory() {
		configure("maxmemory-policy", "noeviction");
		configure("maxmemory", "1");
	}

	public void freeMemory() {
		configure("maxmemory", "0");
	}

	/**
	 * Lets writes fail with {@code MISCONF}, as when the disk is full; data saved before
	 * is lost.
	 */
	public void failSnapshots() {
		this.instance.failSnapshots();
	}

	/** Lets snapshots succeed again, and takes one. */
	public void allowSnapshots() {
		this.instance.save();
		configure("save", "");
	}

	/**
	 * Asks every later connection for a password; existing ones stay as they are.
	 * @param secret the password
	 */
	public void requirePassword(String secret) {
		configure("requirepass", secret);
		this.instance.password(secret);
	}

	/** Lets everyone in again. */
	public void dropPassword() {
		configure("requirepass", "");
		this.instance.password(null);
	}

	/**
	 * Refuses connections beyond a number; existing ones stay.
	 * @param connections how many clients may be connected, the kit not counted
	 */
	public void limitClients(int connections) {
		configure("maxclients", String.valueOf(connections + 1));
	}

	public void unlimitClients() {
		configure("maxclients", NO_LIMIT);
	}

	/** Closes the connections of all clients; they may come back. */
	public void disconnectClients() {
		command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
		command("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
	}

	/**
	 * Sends a command on the kit's own connection and waits for its reply, at most 5 s.
	 * @param words the command and its arguments
	 * @return a {@code String}, a {@code Long}, a {@code List} of these, or {@code null}
	 * @throws RespException if the server answers with an error
	 * @throws java.io.UncheckedIOException if it does not answer
	 */
	public @Nullable Object command(String... words) {
		return this.instance.admin().command(words);
	}

	/**
	 * Returns what it thinks it is.
	 * @return {@code master}, {@code slave} or {@code sentinel}
	 */
	public String role() {
		return (command("ROLE") instanceof List<?> role) ? String.valueOf(role.get(0)) : "";
	}

	/**
	 * Returns how often a command was carried out, whoever sent it, since the start or
	 * {@link #resetStats()}.
	 * @param command its name in any case
	 * @return the number of calls
	 */
	public long calls(String command) {
		return info().calls(command);
	}

	/**
	 * Returns how many clients are connected, the kit not counted.
	 * @return the number now
	 */
	public long connectedClients() {
		return info().number("connected_clients") - 1;
	}

	/**
	 * Returns how many connections were accepted since the start or
	 * {@link #resetStats()}, the kit's own not counted.
	 * @return the number so far
	 */
	public long totalConnections() {
		ServerInfo info = info();
		return info.number("total_connections_received") - this.instance.admin().opened();
	}

	public void resetStats() {
		command("CONFIG", "RESETSTAT");
		this.instance.admin().countFromZero();
	}

	/** Kills the server and deletes its data. */
	@Override
	public void close() {
		if (LeakGuard.closed(this)) {
			kill();
			this.instance.data().delete();
		}
	}

	@Override
	public String toString() {
		return "RedisServer on port " + this.port;
	}

	private ServerInfo info() {
		return new ServerInfo(String.valueOf(command("INFO", "all")));
	}

	private void configure(String directive, String value) {
		command("CONFIG", "SET", directive, value);
	}

}
