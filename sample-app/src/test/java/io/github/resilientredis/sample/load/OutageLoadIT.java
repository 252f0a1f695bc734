/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application with eight clients at work while Redis fails and comes back. Entries
 * are kept in memory for 50 ms only, so that the load really asks Redis.
 */
@Tag("alone")
class OutageLoadIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final Duration BUDGET_AND_TIMEOUT = Duration.ofMillis(1500);

	private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "JPY", "CHF", "SEK", "NOK", "PLN");

	private static final String REGISTER = "register";

	private final RedisServer redis = RedisServer.builder().prepare();

	private final Load load = new Load();

	private final AtomicInteger registered = new AtomicInteger();

	private @Nullable RunningSample sample;

	@AfterEach
	void close() throws InterruptedException {
		this.load.close();
		if (this.sample != null) {
			this.sample.close();
		}
		this.redis.close();
	}

	@Test
	void whenRedisIsKilledUnderLoadThenNobodyNotices() {
		rideOut("killed", this.redis::kill, this.redis::startUp);
	}

	@Test
	void whenRedisHangsUnderLoadThenNobodyNotices() {
		rideOut("hung", this.redis::hang, this.redis::resume);
	}

	@Test
	void whenRedisRestartsUnderLoadThenNobodyNotices() {
		rideOut("restarted with its data", () -> {
			this.redis.restart();
			this.redis.kill();
		}, this.redis::startUp);
	}

	@Test
	void whenRedisIsAbsentAtStartThenNobodyNotices() {
		begin();
		await(GuardState.UNAVAILABLE, Duration.ofSeconds(5));
		pass(Duration.ofSeconds(5));
		long from = System.nanoTime();
		pass(Duration.ofSeconds(4));
		Samples absent = this.load.between(from, System.nanoTime());
		Duration back = comeBack(this.redis::startUp);
		pass(Duration.ofSeconds(3));
		long connected = System.nanoTime();
		pass(Duration.ofSeconds(4));
		Samples healthy = this.load.between(connected, System.nanoTime());
		Samples all = this.load.between(from, System.nanoTime());
		figures.info(
				"absent at start: {} requests, p99 absent {} ms, p99 connected {} ms, slowest {} ms, back after {} ms",
				all.size(), millis(p99(absent)), millis(p99(healthy)), millis(all.slowest()), millis(back));
		assertThat(all.problems()).isEmpty();
		assertThat(all.slowest()).isLessThan(BUDGET_AND_TIMEOUT.plus(all.percentile(99)));
		assertThat(typical(absent)).isLessThan(limit(typical(healthy)));
		assertThat(back).isLessThan(Duration.ofSeconds(1));
		assertThatRedisIsAsked();
		assertThatOnlyTheGuardConnected();
	}

	private void rideOut(String fault, Runnable beginning, Runnable ending) {
		this.redis.startUp();
		begin();
		await(GuardState.AVAILABLE, Duration.ofSeconds(5));
		pass(Duration.ofSeconds(4));
		assertThatRedisIsAsked();
		long start = System.nanoTime();
		pass(Duration.ofSeconds(4));
		long broken = System.nanoTime();
		try (UnguardedClient unguarded = UnguardedClient.to(this.redis, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			beginning.run();
			unguarded.assertFails();
		}
		pass(Duration.ofSeconds(3));
		await(GuardState.UNAVAILABLE, Duration.ZERO);
		long settled = System.nanoTime();
		pass(Duration.ofSeconds(4));
		long mended = System.nanoTime();
		Duration back = comeBack(ending);
		pass(Duration.ofSeconds(2));
		assertThatRedisIsAsked();
		report(fault, this.load.between(start, broken), this.load.between(broken, settled),
				this.load.between(settled, mended), this.load.between(start, System.nanoTime()), back);
		assertThatOnlyTheGuardConnected();
	}

	private void report(String fault, Samples healthy, Samples first, Samples settled, Samples all, Duration back) {
		figures.info("{}: {} requests, p99 healthy {} ms, first 3 s {} ms, then {} ms, slowest {} ms, back after {} ms",
				fault, all.size(), millis(p99(healthy)), millis(p99(first)), millis(p99(settled)),
				millis(all.slowest()), millis(back));
		assertThat(all.size()).isGreaterThan(1000);
		assertThat(all.of(REGISTER::equals).size()).isGreaterThan(10);
		assertThat(all.problems()).isEmpty();
		assertThat(all.slowest()).isLessThan(BUDGET_AND_TIMEOUT.plus(healthy.percentile(99)));
		assertThat(typical(settled)).isLessThan(limit(typical(healthy)));
		assertThat(back).isLessThan(Duration.ofSeconds(1));
	}

	private void begin() {
		RunningSample started = RunningSample.on(this.redis.host(), this.redis.port(),
				"--resilient-redis.cache.caches.rates.local.time-to-live=50ms", "--logging.level.figures=info");
		this.sample = started;
		SampleClient client = started.client();
		client.register("ada");
		String session = client.login("ada").cookie();
		List<Load.Request> mix = new ArrayList<>();
		for (String currency : CURRENCIES) {
			String body = client.get("/api/rates?base=" + currency).body();
			assertThat(body).contains("\"base\":\"" + currency + "\"");
			mix.add(request("rates", () -> client.get("/api/rates?base=" + currency), 200, body));
		}
		String me = client.get("/api/me", "Cookie", session).body();
		assertThat(me).contains("ada@example.com");
		for (int i = 0; i < 4; i++) {
			mix.add(request("me", () -> client.get("/api/me", "Cookie", session), 200, me));
		}
		mix.add(request("health", () -> client.get("/api/health/"), 200, "\"healthy\""));
		mix.add(request("actuator", () -> client.get("/actuator/health"), 200, "\"status\":\"UP\""));
		for (int i = 0; i < 8; i++) {
			this.load.client("client-" + i, 0, mix);
		}
		this.load.client("registrar", 150, List.of(new Load.Request(REGISTER, () -> register(client))));
	}

	private String register(SampleClient client) {
		String name = "user-" + this.registered.incrementAndGet();
		Answer answer = client.register(name);
		return (answer.status() == 201) ? "" : answer.status() + " " + answer.body();
	}

	private static Load.Request request(String kind, Supplier<Answer> asking, int status, String body) {
		return new Load.Request(kind, () -> {
			Answer answer = asking.get();
			boolean expected = answer.status() == status && answer.body().contains(body);
			return expected ? "" : answer.status() + " " + answer.body();
		});
	}

	private Duration comeBack(Runnable ending) {
		ending.run();
		long answering = System.nanoTime();
		await(GuardState.AVAILABLE, Duration.ofSeconds(5));
		return Duration.ofNanos(System.nanoTime() - answering);
	}

	private void assertThatRedisIsAsked() {
		long before = this.redis.calls("evalsha");
		Awaitility.await()
			.atMost(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(this.redis.calls("evalsha") - before).isGreaterThan(20));
	}

	private void assertThatOnlyTheGuardConnected() {
		assertThat(started().bean(ConnectingThreads.class).names()).isNotEmpty().allMatch(ConnectingThreads::isOurs);
	}

	private void await(GuardState state, Duration within) {
		started().await(state, within);
	}

	private RunningSample started() {
		assertThat(this.sample).isNotNull();
		return this.sample;
	}

	private static void pass(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (end - System.nanoTime() > 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	private static Duration p99(Samples samples) {
		return samples.of((kind) -> !REGISTER.equals(kind)).percentile(99);
	}

	private static Duration typical(Samples samples) {
		return samples.of((kind) -> !REGISTER.equals(kind)).typicalP99();
	}

	private static Duration limit(Duration healthy) {
		return healthy.multipliedBy(3).dividedBy(2).plusMillis(5);
	}

	private static String millis(Duration duration) {
		return String.format(Locale.ROOT, "%.1f", duration.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
	}

}
