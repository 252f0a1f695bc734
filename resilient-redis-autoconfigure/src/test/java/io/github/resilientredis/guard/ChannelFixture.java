/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with a guard and a channel, and what its listener was told. The list is copied
 * on write.
 */
final class ChannelFixture implements AutoCloseable {

	static final String MISSED = "missed";

	static final String TRUSTED_TOO_EARLY = "trusted before missed was told";

	private static final String TOPIC = "test";

	private static final RedisOperation PUBLISH = RedisOperation.once("test.publish").onAnyMaster();

	final LettuceRedisGuard guard;

	final LettuceNodeChannel channel;

	final List<String> heard = new CopyOnWriteArrayList<>();

	private ChannelFixture(RedisConfiguration commands, RedisConfiguration subscription) {
		GuardSettings settings = GuardSettings.defaults();
		this.guard = new LettuceRedisGuard(factory(commands), settings, new RequestBudgets(settings.requestBudget()),
				Clock.systemUTC());
		this.channel = new LettuceNodeChannel(factory(subscription), settings, this.guard);
		this.guard.afterPropertiesSet();
	}

	private static LettuceConnectionFactory factory(RedisConfiguration configuration) {
		return new LettuceConnectionFactory(configuration, LettuceClientConfiguration.defaultConfiguration());
	}

	/** Listens. */
	static ChannelFixture on(RedisServer server) {
		return on(server, UnaryOperator.identity());
	}

	static ChannelFixture on(RedisServer server, UnaryOperator<RedisStandaloneConfiguration> changes) {
		return on(changes.apply(at(server.host(), server.port())));
	}

	static ChannelFixture on(RedisConfiguration configuration) {
		return new ChannelFixture(configuration, configuration).listening();
	}

	/** The subscription goes another way than the commands. */
	static ChannelFixture split(RedisServer commands, String host, int port) {
		return new ChannelFixture(at(commands.host(), commands.port()), at(host, port)).listening();
	}

	static ChannelFixture silent(RedisServer server) {
		RedisStandaloneConfiguration configuration = at(server.host(), server.port());
		return new ChannelFixture(configuration, configuration);
	}

	private static RedisStandaloneConfiguration at(String host, int port) {
		return new RedisStandaloneConfiguration(host, port);
	}

	ChannelFixture listening() {
		this.channel.subscribe(TOPIC, new NodeChannel.Listener() {
			@Override
			public void received(byte[] message) {
				ChannelFixture.this.heard.add(new String(message, StandardCharsets.UTF_8));
			}

			@Override
			public void missed() {
				ChannelFixture.this.heard
					.add(ChannelFixture.this.channel.isTrusted() ? TRUSTED_TOO_EARLY : ChannelFixture.MISSED);
			}
		});
		return this;
	}

	/** The client's classes may have to be loaded first. */
	ChannelFixture trusted() {
		try {
			trusted(Duration.ofSeconds(10));
			this.heard.clear();
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/** Returns how long it took. */
	Duration trusted(Duration within) {
		return until(true, within);
	}

	/** Returns how long it took. */
	Duration distrusted(Duration within) {
		return until(false, within);
	}

	private Duration until(boolean trusted, Duration within) {
		long start = System.nanoTime();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(within)
			.until(() -> this.channel.isTrusted() == trusted);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Nullable Object publish(String text) {
		return this.guard.<@Nullable Object>await(PUBLISH,
				(redis) -> this.channel.publish(redis, TOPIC, GuardFixture.bytes(text)));
	}

	/** Hears this, and everything up to it exactly as given. */
	void assertHeard(String... texts) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.heard).containsExactly(texts));
	}

	@Override
	public void close() {
		this.channel.destroy();
		this.guard.destroy();
	}

}
