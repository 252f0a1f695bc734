/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One server, which the application reaches through a proxy where the fault is in the
 * way, and directly where it is in the server.
 */
final class Standalone implements Site {

	static final String PASSWORD = "first";

	private final Effect effect;

	private final Consumer<Standalone> begin;

	private final Consumer<Standalone> end;

	private final RedisServer server;

	private final @Nullable RedisProxy proxy;

	private final LettuceConnectionFactory witness;

	private @Nullable Snapshot snapshot;

	private Standalone(Effect effect, RedisServer server, @Nullable RedisProxy proxy, Consumer<Standalone> begin,
			Consumer<Standalone> end) {
		this.effect = effect;
		this.server = server;
		this.proxy = proxy;
		this.begin = begin;
		this.end = end;
		RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(server.host(), server.port());
		address.setPassword(PASSWORD);
		this.witness = new LettuceConnectionFactory(address);
	}

	/** A fault of a running server. */
	static Site server(Effect effect, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
		return new Standalone(effect, RedisServer.builder().password(PASSWORD).start(), null,
				(site) -> begin.accept(site.server), (site) -> end.accept(site.server));
	}

	/** A server that is not there before the fault ends. */
	static Site absent() {
		return new Standalone(Effect.AWAY, RedisServer.builder().password(PASSWORD).prepare(), null, (site) -> {
		}, (site) -> site.server.startUp());
	}

	/** A server that comes back as it was when {@link #remember()} was called. */
	static Site old() {
		return new Standalone(Effect.AWAY, RedisServer.builder().password(PASSWORD).start(), null,
				(site) -> site.server.kill(), (site) -> site.server.restartFrom(Objects.requireNonNull(site.snapshot)));
	}

	/** A fault of the way to a server that is well. */
	static Site way(Effect effect, Consumer<RedisProxy> begin, Consumer<RedisProxy> end) {
		RedisServer server = RedisServer.builder().password(PASSWORD).start();
		return new Standalone(effect, server, RedisProxy.to(server),
				(site) -> begin.accept(Objects.requireNonNull(site.proxy)),
				(site) -> end.accept(Objects.requireNonNull(site.proxy)));
	}

	@Override
	public List<String> address() {
		return List.of("spring.data.redis.host=" + this.server.host(), "spring.data.redis.port=" + port(),
				"spring.data.redis.password=" + PASSWORD,
				"matrix.redis=redis://:" + PASSWORD + "@" + this.server.host() + ":" + port());
	}

	private int port() {
		return (this.proxy != null) ? this.proxy.port() : this.server.port();
	}

	@Override
	public void remember() {
		this.snapshot = this.server.snapshot();
	}

	@Override
	public void begin() {
		this.begin.accept(this);
	}

	@Override
	public void end() {
		this.end.accept(this);
		try (UnguardedClient client = UnguardedClient.to(this.server.host(), port(), PASSWORD, Duration.ofSeconds(2))) {
			client.assertWorks();
		}
	}

	@Override
	public void proveBite() {
		try (UnguardedClient client = UnguardedClient.to(this.server.host(), port(), PASSWORD,
				Duration.ofMillis(this.effect == Effect.LATE ? 2000 : 300))) {
			Bite.prove(this.effect, client);
		}
	}

	@Override
	public RedisConnectionFactory witness() {
		this.witness.start();
		return this.witness;
	}

	@Override
	public void close() {
		this.witness.destroy();
		if (this.proxy != null) {
			this.proxy.close();
		}
		this.server.close();
	}

}
