/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The marker and the ledger in a real Redis. Not thread-safe, but for {@link #connect()}.
 */
final class RealServer implements MarkedServer, AutoCloseable {

	static final String KEY = "prefix:marker";

	final Marker marker = Marker.at(KEY.getBytes());

	private final RedisServer server;

	private final RedisClient client;

	private StatefulRedisConnection<byte[], byte[]> connection;

	private String run;

	RealServer(RedisServer server) {
		this.server = server;
		this.client = RedisClient.create(RedisURI.create(server.host(), server.port()));
		this.connection = connect();
		this.run = currentRun();
	}

	StatefulRedisConnection<byte[], byte[]> connect() {
		return this.client.connect(ByteArrayCodec.INSTANCE);
	}

	@Override
	public String run() {
		return this.run;
	}

	@Override
	public MarkerFinding meet(@Nullable String serverRun, @Nullable MarkerValue lastSeen) {
		return await(this.marker.meet(this.connection.async(), serverRun, lastSeen));
	}

	@Override
	public MarkerFinding beat(@Nullable String serverRun, MarkerValue lastSeen) {
		return await(this.marker.beat(this.connection.async(), serverRun, lastSeen));
	}

	@Override
	public MarkerFinding read(@Nullable String serverRun, @Nullable MarkerValue lastSeen) {
		return await(this.marker.read(this.connection.async(), serverRun, lastSeen));
	}

	@Override
	public void append(String event) {
		this.server.command("RPUSH", "ledger", event);
	}

	@Override
	public List<String> ledger() {
		return ((List<?>) assertThat(this.server.command("LRANGE", "ledger", "0", "-1")).isInstanceOf(List.class)
			.actual()).stream().map(String::valueOf).toList();
	}

	@Override
	public Object snapshot() {
		return this.server.snapshot();
	}

	@Override
	public void restart(@Nullable Object snapshot) {
		this.connection.close();
		if (snapshot instanceof Snapshot old) {
			this.server.restartFrom(old);
		}
		else {
			this.server.restartEmpty();
		}
		reconnect();
	}

	void reconnect() {
		this.connection.close();
		this.connection = connect();
		this.run = currentRun();
	}

	@Override
	public void flush() {
		this.server.command("FLUSHDB");
	}

	@Override
	public @Nullable MarkedServer failOver(@Nullable Object snapshot) {
		return null;
	}

	@Override
	public void close() {
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
	}

	static <T> T await(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
	}

	private String currentRun() {
		String info = String.valueOf(this.server.command("INFO", "server"));
		return info.replaceAll("(?s).*run_id:([0-9a-f]+).*", "$1");
	}

}
