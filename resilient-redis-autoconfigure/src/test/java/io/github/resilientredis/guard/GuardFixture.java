/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.resilientredis.testkit.ClusterSet;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.resource.ClientResources;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A guard as an application would have it, and what it told its listeners.
 */
final class GuardFixture implements AutoCloseable {

	static final RedisOperation GET = RedisOperation.idempotent("test.get");

	static final RedisOperation SET = RedisOperation.once("test.set");

	final LettuceRedisGuard guard;

	final RequestBudgets budgets;

	final List<GuardStateChange> changes = new CopyOnWriteArrayList<>();

	private Runnable afterwards = () -> {
	};

	private GuardFixture(LettuceConnectionFactory application, GuardSettings settings, GuardRecovery recovery) {
		this.budgets = new RequestBudgets(settings.requestBudget());
		this.guard = new LettuceRedisGuard(application, settings, this.budgets, Clock.systemUTC(), recovery);
		this.guard.addListener(this.changes::add);
	}

	static GuardFixture on(RedisServer server) {
		return on(server.host(), server.port(), server.password(), UnaryOperator.identity());
	}

	static GuardFixture on(ClusterSet cluster) {
		RedisClusterConfiguration nodes = new RedisClusterConfiguration(List.of(cluster.addresses().split(",")));
		GuardSettings settings = GuardSettings.defaults();
		ClientResources.Builder resources = ClientResources.builder();
		new ClientTuning(settings.timeout(), settings.connectTimeout()).customize(resources);
		ClientResources tuned = resources.build();
		GuardFixture fixture = new GuardFixture(
				new LettuceConnectionFactory(nodes,
						LettuceClientConfiguration.builder().clientResources(tuned).build()),
				settings, GuardRecovery.none(settings.keyPrefix()));
		fixture.afterwards = tuned::shutdown;
		fixture.guard.afterPropertiesSet();
		return fixture;
	}

	static GuardFixture on(String host, int port) {
		return on(host, port, null, UnaryOperator.identity());
	}

	static GuardFixture on(String host, int port, @Nullable String password, UnaryOperator<GuardSettings> settings) {
		GuardSettings chosen = settings.apply(GuardSettings.defaults());
		return on(host, port, password, chosen, GuardRecovery.none(chosen.keyPrefix()));
	}

	static GuardFixture on(String host, int port, GuardRecovery recovery) {
		return on(host, port, null, GuardSettings.defaults(), recovery);
	}

	private static GuardFixture on(String host, int port, @Nullable String password, GuardSettings settings,
			GuardRecovery recovery) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(host, port);
		if (password != null) {
			configuration.setPassword(password);
		}
		GuardFixture fixture = new GuardFixture(new LettuceConnectionFactory(configuration), settings, recovery);
		fixture.guard.afterPropertiesSet();
		return fixture;
	}

	/** The client's classes may have to be loaded first. */
	GuardFixture connected() {
		try {
			reaches(GuardState.AVAILABLE, Duration.ofSeconds(10));
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	void reaches(GuardState state, Duration within) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.pollDelay(Duration.ZERO)
			.atMost(within)
			.until(this.guard::getState, state::equals);
	}

	/** Listeners are told on a thread of the guard, a little later. */
	void assertWent(GuardState... states) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(2))
			.untilAsserted(
					() -> assertThat(this.changes).extracting(GuardStateChange::current).containsExactly(states));
	}

	@Nullable String get(String key) {
		return get(GET, key);
	}

	@Nullable String get(RedisOperation operation, String key) {
		byte[] value = this.guard.<byte @Nullable []>await(operation, (redis) -> redis.get(bytes(key)));
		return (value != null) ? new String(value, StandardCharsets.UTF_8) : null;
	}

	@Nullable String executeGet(RedisOperation operation, String key) {
		return this.guard.<@Nullable String>execute(operation, (redis) -> redis.opsForValue().get(key));
	}

	void set(String key, String value) {
		this.guard.await(SET, (redis) -> redis.set(bytes(key), bytes(value)));
	}

	@Nullable String getOrNull() {
		try {
			return get("k");
		}
		catch (RedisUnavailableException ex) {
			return null;
		}
	}

	/** Far more calls than a socket could refuse in that time. */
	void assertFailsFast(int calls) {
		long start = System.nanoTime();
		for (int i = 0; i < calls; i++) {
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> get("k"))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isFalse());
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start).dividedBy(calls)).isLessThan(Duration.ofMillis(1));
	}

	static <T> List<Duration> inParallel(int threads, int callsEach, Callable<@Nullable T> call) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			Callable<Duration> timed = () -> {
				long start = System.nanoTime();
				call.call();
				return Duration.ofNanos(System.nanoTime() - start);
			};
			List<Duration> durations = new ArrayList<>();
			for (Future<Duration> future : executor.invokeAll(Collections.nCopies(threads * callsEach, timed), 60,
					TimeUnit.SECONDS)) {
				durations.add(future.get());
			}
			return durations;
		}
		finally {
			executor.shutdownNow();
		}
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.guard.destroy();
		this.afterwards.run();
	}

}
