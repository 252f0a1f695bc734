/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.ClusterSet;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One master of a Cluster is lost under load on keys of all masters: only its own keys
 * fall back, and they are back when a replica has taken over, or when it answers again.
 */
class ClusterLossIT {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	/** The promise is 1 s after the failover; the rest is for machines that are busy. */
	private static final Duration RETURN = Duration.ofMillis(2500);

	private ClusterSet redis;

	private RedisServer lost;

	private FeatureNode node;

	private KeyLoad its;

	private KeyLoad others;

	/** How many of their reads fell back before Redis was found. */
	private long early;

	/** Not as fields are initialized: that is done for a test that is skipped, too. */
	@BeforeEach
	void start() {
		this.redis = ClusterSet.start();
		this.lost = this.redis.masters().get(1);
		this.node = FeatureNode.start(List.of("spring.data.redis.cluster.nodes=" + this.redis.addresses()), List.of());
		this.its = KeyLoad.on(this.node, List.of(name(this.lost)), this::isOnLost);
		this.others = KeyLoad.on(this.node, others().map(this::name).toList(), (key) -> !isOnLost(key));
		this.node.connected();
		this.early = this.others.fallbacks();
	}

	@AfterEach
	void close() {
		this.its.close();
		this.others.close();
		this.node.close();
		this.redis.close();
	}

	/** A name of which each key has the same slot, as it is their hash tag. */
	private String name(RedisServer master) {
		return "{" + this.redis.keyOn(master, "n") + "}";
	}

	private boolean isOnLost(String key) {
		return this.redis.masterOf(key) == this.lost;
	}

	private Stream<RedisServer> others() {
		return this.redis.masters().stream().filter((master) -> master != this.lost);
	}

	@Test
	void whenAMasterIsKilledThenOnlyItsKeysFallBackUntilItsReplicaHasTakenOver() {
		loses(this.lost::kill);
		isTakenOver();
	}

	@Test
	void whenAMasterHangsThenOnlyItsKeysFallBackUntilItsReplicaHasTakenOver() {
		loses(this.lost::hang);
		isTakenOver();
		this.lost.resume();
	}

	@Test
	void whenNobodyTakesOverThenItsKeysFallBackUntilItAnswersAgain() {
		this.redis.replicaOf(this.lost).kill();
		loses(this.lost::hang);
		Awaitility.await().until(() -> cluster().contains("cluster_slots_fail:5"));
		unharmed();
		this.lost.resume();
		Awaitility.await().until(() -> cluster().contains("cluster_slots_fail:0"));
		returns(this.lost);
	}

	@Test
	void whenFullCoverageIsRequiredThenAllKeysFallBackAndReturn() {
		this.redis.nodes().forEach((server) -> server.command("CONFIG", "SET", "cluster-require-full-coverage", "yes"));
		this.lost.kill();
		Awaitility.await().until(() -> this.its.fallbacks() > 0);
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> this.others.fallbacks() > this.early);
		isTakenOver();
		long fallbacks = this.others.fallbacks();
		long calls = this.others.calls();
		Awaitility.await().until(() -> this.others.calls() > calls + 100);
		assertThat(this.others.fallbacks()).isEqualTo(fallbacks);
		assertThat(this.others.failures()).isEmpty();
	}

	private void loses(Runnable fault) {
		this.others.longest();
		try (UnguardedClient unguarded = UnguardedClient.to(this.lost, TIMEOUT)) {
			unguarded.get(this.redis.keyOn(this.lost, "n"));
			fault.run();
			// At once: the load may be at something slow until the replica takes over.
			this.its.read(name(this.lost));
			unguarded.assertFails();
		}
		Awaitility.await().until(() -> this.its.fallbacks() > 0);
		unharmed();
	}

	/**
	 * Nothing that lies on other masters is slow, falls back, or stays away from them.
	 */
	private void unharmed() {
		List<Long> before = others().map(ClusterLossIT::scripts).toList();
		long calls = this.others.calls();
		Awaitility.await().until(() -> this.others.calls() > calls + 100);
		assertThat(this.others.fallbacks()).as("reads of other masters' keys that fell back").isEqualTo(this.early);
		List<Long> after = others().map(ClusterLossIT::scripts).toList();
		for (int i = 0; i < before.size(); i++) {
			assertThat(after.get(i)).as("scripts on another master").isGreaterThan(before.get(i));
		}
		assertThat(this.others.longest()).as("longest call").isLessThan(TIMEOUT);
		assertThat(this.others.failures()).isEmpty();
		assertThat(this.its.failures()).isEmpty();
	}

	private void isTakenOver() {
		this.redis.awaitTakeOver(this.lost);
		returns(this.redis.replicaOf(this.lost));
	}

	/** From now on, its keys are on this server. */
	private void returns(RedisServer server) {
		long start = System.nanoTime();
		long scripts = scripts(server);
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> scripts(server) > scripts);
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.node.guard().getState() == GuardState.AVAILABLE);
		Duration taken = Duration.ofNanos(System.nanoTime() - start);
		assertThat(taken).isLessThan(RETURN);
		this.node.settles();
		String written = FeatureNode.WRITTEN + name(this.lost);
		Object last = server.command("GET", written);
		Awaitility.await().until(() -> !String.valueOf(last).equals(server.command("GET", written)));
		long fallbacks = this.its.fallbacks();
		long calls = this.its.calls();
		Awaitility.await().until(() -> this.its.calls() > calls + 50);
		assertThat(this.its.fallbacks()).isEqualTo(fallbacks);
		assertThat(this.its.failures()).isEmpty();
	}

	private String cluster() {
		return String.valueOf(this.redis.masters().get(0).command("CLUSTER", "INFO"));
	}

	private static long scripts(RedisServer server) {
		return server.calls("eval") + server.calls("evalsha");
	}

}
