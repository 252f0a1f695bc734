/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.time.Duration;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.session.ResilientSession;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.SentinelSet;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A master behind Sentinel is lost under load: the fallback carries it, and the node
 * finds the new master by itself.
 */
class SentinelFailoverIT {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	/** The promise is 1 s after the failover; the rest is for machines that are busy. */
	private static final Duration RETURN = Duration.ofMillis(2500);

	/** One timeout beyond the budget of a call, and what a busy machine adds. */
	private static final Duration LONGEST = Duration.ofSeconds(3);

	private final SentinelSet redis = SentinelSet.start();

	private final FeatureNode node = FeatureNode.start(
			List.of("spring.data.redis.sentinel.master=" + this.redis.name(),
					"spring.data.redis.sentinel.nodes=" + this.redis.addresses(), "resilient-redis.timeout=200ms"),
			List.of());

	private final KeyLoad load = KeyLoad.on(this.node, List.of("a", "b", "c"), (key) -> true);

	@BeforeEach
	void connect() {
		this.node.connected();
	}

	@AfterEach
	void close() {
		this.load.close();
		this.node.close();
		this.redis.close();
	}

	@Test
	void whenTheMasterIsKilledThenTheNextOneIsUsedByItself() {
		fails(this.redis.first()::kill);
	}

	@Test
	void whenTheMasterHangsThenTheNextOneIsUsedAndTheOldOneLeftAlone() {
		RedisServer old = this.redis.first();
		fails(old::hang);
		// It still takes itself for the master, and would take writes.
		old.resume();
		assertThat(old.role()).isEqualTo("master");
		Awaitility.await().untilAsserted(() -> assertThat(ours(old)).isEmpty());
		long scripts = scripts(old);
		long calls = this.load.calls();
		Awaitility.await().until(() -> this.load.calls() > calls + 200);
		assertThat(old.role()).isEqualTo("master");
		assertThat(scripts(old)).isEqualTo(scripts);
		assertThat(this.load.failures()).isEmpty();
	}

	private void fails(Runnable fault) {
		RedisServer next = this.redis.second();
		this.node.cache("rates").put("EUR", "1.00");
		ResilientSession session = this.node.sessions().createSession();
		this.node.sessions().save(session);
		this.redis.first().command("WAIT", "1", "1000");
		assertThat(next.command("EXISTS", key(session), "rates::EUR")).isEqualTo(2L);
		try (UnguardedClient unguarded = UnguardedClient.to(this.redis.first(), TIMEOUT)) {
			unguarded.assertWorks();
			fault.run();
			unguarded.assertFails();
		}
		this.node.reaches(GuardState.UNAVAILABLE);
		this.node.cache("rates").evict("EUR");
		this.node.sessions().deleteById(session.getId());
		assertThat(this.node.guard().getState()).as("when both ended").isEqualTo(GuardState.UNAVAILABLE);
		long before = this.load.fallbacks();
		this.redis.awaitMaster(next);
		long master = System.nanoTime();
		this.node.reaches(GuardState.AVAILABLE);
		Duration taken = Duration.ofNanos(System.nanoTime() - master);
		assertThat(taken).isLessThan(RETURN);
		assertThat(this.load.longest()).isLessThan(LONGEST);
		assertThat(this.load.fallbacks()).isGreaterThan(before);
		this.node.settles();
		assertThat(next.command("EXISTS", key(session), "rates::EUR")).isEqualTo(0L);
		assertThat(this.node.sessions().findById(session.getId())).isNull();
		long scripts = scripts(next);
		Awaitility.await().until(() -> scripts(next) > scripts + 20);
		assertThat(ours(next)).isNotEmpty();
		assertThat(this.load.failures()).isEmpty();
	}

	private static String key(ResilientSession session) {
		return "spring:session:sessions:" + session.getId();
	}

	private static long scripts(RedisServer server) {
		return server.calls("eval") + server.calls("evalsha");
	}

	private static List<String> ours(RedisServer server) {
		return String.valueOf(server.command("CLIENT", "LIST"))
			.lines()
			.filter((line) -> line.contains(" name=" + FeatureNode.CLIENT_NAME + ":"))
			.toList();
	}

}
