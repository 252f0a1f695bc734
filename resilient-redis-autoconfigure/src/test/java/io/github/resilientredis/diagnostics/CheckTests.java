/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.guard.RedisTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where each check draws its line.
 */
class CheckTests {

	private final Checked facts = new Checked();

	@Test
	void aSoundServerHasNoFindings() {
		assertThat(this.facts.ids()).isEmpty();
	}

	@Test
	void whatIsUnknownIsNoFinding() {
		this.facts.server = null;
		this.facts.memory = null;
		this.facts.clients = null;
		this.facts.persistence = null;
		this.facts.replication = null;
		this.facts.exposure = null;
		this.facts.latency = null;
		this.facts.clock = null;
		this.facts.keys = null;
		this.facts.user = null;
		this.facts.cache = null;
		assertThat(this.facts.ids()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "80, 100, false", "81, 100, true", "801, 1000, true", "100, 0, false", "0, 100, false",
			"9223372036854775807, 9223372036854775807, true" })
	void moreThanEightyPercentOfTheMemoryIsTooMuch(long used, long limit, boolean found) {
		this.facts.memory = new NodeFacts.Memory(used, limit, "noeviction");
		assertThat(this.facts.ids().contains("memory")).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "8000, 10000, false", "8001, 10000, true" })
	void moreThanEightyPercentOfTheConnectionsAreTooMany(long connected, long limit, boolean found) {
		this.facts.clients = new NodeFacts.Clients(connected, limit, null);
		assertThat(this.facts.ids().contains("clients")).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "250, false", "250.01, true" })
	void answersThatTakeMoreThanHalfOfTheTimeoutAreTooSlow(double p99, boolean found) {
		this.facts.latency = new NodeFacts.Latency(100, 1, p99, 400);
		assertThat(this.facts.ids().contains("latency")).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "1000, 0, false", "1001, 0, true", "-1001, 0, true", "1100, 100, false", "1101, 100, true" })
	void clocksMayDifferByASecondAndTheUncertainty(double skew, double uncertainty, boolean found) {
		this.facts.clock = new NodeFacts.Clock(skew, uncertainty);
		assertThat(this.facts.ids().contains("clock-skew")).isEqualTo(found);
	}

	@Test
	void theClockIsComparedWithTheMiddleOfTheRoundTrip() {
		NodeFacts.Clock clock = ClockProbe.compare(10_050, 10_000, 100);
		assertThat(clock.skewMillis()).isZero();
		assertThat(clock.uncertaintyMillis()).isEqualTo(50);
	}

	@ParameterizedTest
	@CsvSource({ "6.0.16, true", "5.0.14, true", "6.2.0, false", "7.4.1, false", "10.0.0, false", "Valkey 8.0.1, false",
			"unknown, false" })
	void versionsBefore62AreTooOld(String version, boolean found) {
		this.facts.server = new NodeFacts.Server(version, "standalone", null);
		assertThat(this.facts.ids().contains("old-server")).isEqualTo(found);
	}

	@Test
	void withoutAPasswordAServerMustNotBeReachableFromElsewhere() {
		this.facts.exposure = new NodeFacts.Exposure(List.of("127.0.0.1", "-::1"), false);
		assertThat(this.facts.ids()).isEmpty();
		this.facts.exposure = new NodeFacts.Exposure(List.of("*"), true);
		assertThat(this.facts.ids()).isEmpty();
		this.facts.exposure = new NodeFacts.Exposure(List.of("127.0.0.1", "10.0.0.1"), false);
		assertThat(this.facts.ids()).containsExactly("no-password");
		this.facts.settings = withPassword();
		assertThat(this.facts.ids()).isEmpty();
		this.facts.user = new Facts.UserFacts("app", true, List.of());
		assertThat(this.facts.ids()).as("the default user needs none").containsExactly("no-password");
	}

	@Test
	void anotherMachineIsToBeReachedWithPasswordAndTls() {
		this.facts.loopback = false;
		assertThat(this.facts.ids()).containsExactly("no-password", "no-tls");
		this.facts.settings = withPassword();
		this.facts.target = new RedisTarget(RedisTarget.Mode.STANDALONE, List.of("10.0.0.1:6379"), null, true);
		assertThat(this.facts.ids()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "allkeys-lru, eviction", "allkeys-random, eviction", "volatile-lru, eviction-of-expiring-keys",
			"noeviction," })
	void sessionsMustNotBeEvicted(String policy, String found) {
		this.facts.memory = new NodeFacts.Memory(1L, 0L, policy);
		assertThat(this.facts.ids()).isEqualTo((found != null) ? List.of(found) : List.of());
		this.facts.settings = withCachesOnly();
		assertThat(this.facts.ids()).isEmpty();
	}

	@Test
	void sessionsMustSurviveARestart() {
		this.facts.persistence = new NodeFacts.Persistence(false, false, false);
		assertThat(this.facts.ids()).containsExactly("no-persistence");
		this.facts.persistence = new NodeFacts.Persistence(true, false, false);
		assertThat(this.facts.ids()).isEmpty();
		this.facts.persistence = new NodeFacts.Persistence(null, false, false);
		assertThat(this.facts.ids()).as("snapshots are unknown").isEmpty();
		this.facts.persistence = new NodeFacts.Persistence(true, true, true);
		assertThat(this.facts.ids()).containsExactly("persistence-failing");
		this.facts.persistence = new NodeFacts.Persistence(false, false, false);
		this.facts.settings = withCachesOnly();
		assertThat(this.facts.ids()).isEmpty();
	}

	@Test
	void replicasMustFollow() {
		this.facts.replication = new NodeFacts.Replication("master", true, 2, 1);
		assertThat(this.facts.ids()).containsExactly("replication");
		this.facts.replication = new NodeFacts.Replication("master", true, 2, 0);
		assertThat(this.facts.ids()).isEmpty();
		this.facts.replication = new NodeFacts.Replication("replica", true, 0, 0);
		assertThat(this.facts.ids()).containsExactly("replication");
	}

	@Test
	void whatSentinelsWatchNeedsAReplica() {
		this.facts.target = new RedisTarget(RedisTarget.Mode.SENTINEL, List.of("127.0.0.1:26379"), "main", false);
		assertThat(this.facts.ids()).containsExactly("replication");
		this.facts.replication = new NodeFacts.Replication("master", true, 1, 0);
		assertThat(this.facts.ids()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "own", "session", "cache" })
	void keysNeedATimeToLive(String kind) {
		this.facts.keys = new NodeFacts.Keys(9, true, List.of(new NodeFacts.Kind(kind, 9, 0, 0)));
		assertThat(this.facts.ids()).isEmpty();
		this.facts.keys = new NodeFacts.Keys(9, true, List.of(new NodeFacts.Kind(kind, 9, 1, 0)));
		assertThat(this.facts.ids()).containsExactly("no-time-to-live");
	}

	@Test
	void javaSerializationIsNoticedByConfigurationAndBySight() {
		this.facts.keys = new NodeFacts.Keys(9, true, List.of(new NodeFacts.Kind("cache", 9, 0, 1)));
		assertThat(this.facts.ids()).containsExactly("java-serialization");
		this.facts.keys = null;
		this.facts.settings = with(new DiagnosisSettings.CacheUse("", List.of(), "jdk"), true, false);
		assertThat(this.facts.ids()).containsExactly("java-serialization");
	}

	@Test
	void dangerousCommandsAreNamed() {
		this.facts.user = new Facts.UserFacts("app", false, List.of("FLUSHALL"));
		assertThat(this.facts.ids()).containsExactly("dangerous-commands");
		this.facts.user = new Facts.UserFacts("app", false, null);
		assertThat(this.facts.ids()).as("unknown").isEmpty();
	}

	@Test
	void aRoundTripMustWork() {
		this.facts.cache = new Facts.RoundTrip(false, 1, "SET: OOM");
		assertThat(this.facts.ids()).containsExactly("cache-round-trip");
	}

	private static DiagnosisSettings withPassword() {
		return with(Diagnosed.CACHE, true, true);
	}

	private static DiagnosisSettings withCachesOnly() {
		return with(Diagnosed.CACHE, false, false);
	}

	private static DiagnosisSettings with(DiagnosisSettings.CacheUse cache, boolean sessions, boolean password) {
		return new DiagnosisSettings(Duration.ofMillis(500), Duration.ofSeconds(15), "resilient-redis:", password,
				cache, sessions ? new DiagnosisSettings.SessionUse("spring:session") : null, sessions, 0, Map.of());
	}

}
