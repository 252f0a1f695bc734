/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.token.GuardedTokenRevocationStore;
import org.awaitility.Awaitility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Checks of tokens by a node that knows 100,000 revoked ones, with Redis there and
 * killed. Fails if Redis was asked for a token.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class TokenBenchmark {

	private static final int REVOKED = 100_000;

	private static final int PAGE = 1000;

	private static final int VISITS = 1 << 16;

	/** Whether Redis is there. */
	@Param({ "there", "killed" })
	String redis = "there";

	private final RedisServer server = RedisServer.start();

	private final ConfigurableApplicationContext node = new SpringApplicationBuilder(Application.class)
		.web(WebApplicationType.NONE)
		.properties("spring.data.redis.host=" + this.server.host(), "spring.data.redis.port=" + this.server.port(),
				"resilient-redis.tokens.enabled=true", "spring.main.banner-mode=off")
		.run();

	private final GuardedTokenRevocationStore store = this.node.getBean(GuardedTokenRevocationStore.class);

	private final String[] revoked = new String[VISITS];

	private final String[] others = new String[VISITS];

	private final Instant issuedAt = Instant.now();

	@Setup
	public void begin() {
		Random random = new Random(1);
		String[] ids = new String[REVOKED];
		String expiry = String.valueOf(Instant.now().plusSeconds(3600).toEpochMilli());
		for (int i = 0; i < REVOKED; i++) {
			ids[i] = new UUID(random.nextLong(), random.nextLong()).toString();
		}
		for (int i = 0; i < REVOKED; i += PAGE) {
			Stream<String> members = Arrays.stream(ids, i, i + PAGE).flatMap((id) -> Stream.of(expiry, id));
			this.server
				.command(Stream.concat(Stream.of("ZADD", "resilient-redis:revoked"), members).toArray(String[]::new));
		}
		this.server.command("CLIENT", "KILL", "TYPE", "pubsub");
		for (int i = 0; i < VISITS; i++) {
			// Equal to what is known, and not the same.
			this.revoked[i] = String.valueOf(ids[random.nextInt(REVOKED)].toCharArray());
			this.others[i] = new UUID(random.nextLong(), random.nextLong()).toString();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.store.getStatus().complete() && this.store.getStatus().tokens() == REVOKED);
		if (this.redis.equals("killed")) {
			this.server.kill();
			RedisGuard guard = this.node.getBean(RedisGuard.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> guard.getState() == GuardState.UNAVAILABLE && !this.store.getStatus().complete());
		}
		else {
			this.server.resetStats();
		}
	}

	@TearDown
	public void end() {
		try {
			long asked = this.server.isRunning() ? this.server.calls("zscore") : 0;
			if (asked > 0) {
				throw new IllegalStateException("Redis was asked " + asked + " times");
			}
		}
		finally {
			this.node.close();
			this.server.close();
		}
	}

	@Benchmark
	@Threads(1)
	public boolean other1(Cursor cursor) {
		return expect(false, cursor.next(this.others));
	}

	@Benchmark
	@Threads(2)
	public boolean other2(Cursor cursor) {
		return expect(false, cursor.next(this.others));
	}

	@Benchmark
	@Threads(4)
	public boolean other4(Cursor cursor) {
		return expect(false, cursor.next(this.others));
	}

	@Benchmark
	@Threads(1)
	public boolean revoked1(Cursor cursor) {
		return expect(true, cursor.next(this.revoked));
	}

	@Benchmark
	@Threads(4)
	public boolean revoked4(Cursor cursor) {
		return expect(true, cursor.next(this.revoked));
	}

	private boolean expect(boolean expected, String id) {
		boolean answer = this.store.isRevoked(id, "user", this.issuedAt);
		if (answer != expected) {
			throw new IllegalStateException("A wrong answer");
		}
		return answer;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
