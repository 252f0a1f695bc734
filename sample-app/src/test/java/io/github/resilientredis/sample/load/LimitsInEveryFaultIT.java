/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.throttle.GuardedThrottle;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.throttle.ThrottleStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of the sample application, in every fault of the test kit: logins,
 * registrations and resends are served or turned away, and nothing else.
 */
@ExtendWith(RedisKitExtension.class)
class LimitsInEveryFaultIT {

	private static final Log logger = LogFactory.getLog(LimitsInEveryFaultIT.class);

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final int CALLS = 12;

	@Test
	void inEveryFaultRequestsAreServedOrTurnedAwayAndNothingElse(RedisServer server) {
		try (RedisProxy proxy = RedisProxy.to(server);
				RunningSample sample = RunningSample.on(proxy.host(), proxy.port(),
						"--spring.profiles.active=production", "--server.forward-headers-strategy=framework")) {
			sample.await(GuardState.AVAILABLE, SOON);
			Map<Fault, Long> local = new EnumMap<>(Fault.class);
			for (Fault fault : Fault.values()) {
				Visitor visitor = new Visitor(sample.client(), fault.ordinal() + 1);
				long before = decidedBy(sample, ThrottleSource.LOCAL);
				fault.begin.accept(server, proxy);
				visitor.callsOftenEnough(fault.name());
				local.put(fault, decidedBy(sample, ThrottleSource.LOCAL) - before);
				fault.end.accept(server, proxy);
				sample.await(GuardState.AVAILABLE, SOON);
				visitor.isStillTurnedAway(fault.name());
			}
			logger.warn("Decisions by this node's share, by fault: " + local);
			// The others are over before the limits are asked.
			assertThat(local).allSatisfy(
					(fault, decisions) -> assertThat(decisions > 0 || !fault.lasts).as("the fault " + fault + " bites")
						.isTrue());
		}
	}

	@Test
	void whenRedisIsAbsentAtStartThenLimitsHoldAndStillDoWhenItComes() {
		try (RedisServer server = RedisServer.builder().prepare();
				RunningSample sample = RunningSample.on(server.host(), server.port(),
						"--spring.profiles.active=production", "--server.forward-headers-strategy=framework")) {
			Visitor visitor = new Visitor(sample.client(), 1);
			visitor.callsOftenEnough("absent at start");
			assertThat(decidedBy(sample, ThrottleSource.LOCAL)).isGreaterThanOrEqualTo(3 * CALLS);
			server.startUp();
			sample.await(GuardState.AVAILABLE, SOON);
			visitor.isStillTurnedAway("come");
		}
	}

	private static long decidedBy(RunningSample sample, ThrottleSource source) {
		return sample.bean(GuardedThrottle.class)
			.getStatistics()
			.stream()
			.map(ThrottleStatistics::decisions)
			.flatMap((decisions) -> decisions.entrySet().stream())
			.filter((decided) -> decided.getKey().source() == source)
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	/** What can happen to Redis. */
	private enum Fault {

		KILLED((server, proxy) -> server.kill(), (server, proxy) -> server.startUp()),

		BACK_EMPTY((server, proxy) -> server.kill(), (server, proxy) -> server.restartEmpty()),

		RESTARTED((server, proxy) -> server.restart(), (server, proxy) -> {
		}, false),

		HUNG((server, proxy) -> server.hang(), (server, proxy) -> server.resume()),

		SLOW((server, proxy) -> proxy.delay(Duration.ofMillis(600)), (server, proxy) -> proxy.pass()),

		CUT_MID_REPLY((server, proxy) -> proxy.cutEveryReply(), (server, proxy) -> proxy.pass()),

		NEVER_ANSWERS((server, proxy) -> proxy.blackHole(), (server, proxy) -> proxy.pass()),

		REFUSED((server, proxy) -> proxy.refuse(), (server, proxy) -> proxy.pass()),

		LINE_LOST((server, proxy) -> proxy.drop(), (server, proxy) -> proxy.pass(), false),

		READONLY((server, proxy) -> server.makeReadOnly(), (server, proxy) -> server.makeWritable()),

		OOM((server, proxy) -> server.fillMemory(), (server, proxy) -> server.freeMemory()),

		MISCONF((server, proxy) -> server.failSnapshots(), (server, proxy) -> server.allowSnapshots()),

		WRONG_PASSWORD((server, proxy) -> {
			server.requirePassword("secret");
			server.disconnectClients();
		}, (server, proxy) -> server.dropPassword()),

		LOADING((server, proxy) -> server.restartLoading(Duration.ofSeconds(2)), (server, proxy) -> {
		}, false),

		MAX_CLIENTS((server, proxy) -> {
			server.limitClients(0);
			server.disconnectClients();
		}, (server, proxy) -> server.unlimitClients());

		private final BiConsumer<RedisServer, RedisProxy> begin;

		private final BiConsumer<RedisServer, RedisProxy> end;

		private final boolean lasts;

		Fault(BiConsumer<RedisServer, RedisProxy> begin, BiConsumer<RedisServer, RedisProxy> end) {
			this(begin, end, true);
		}

		Fault(BiConsumer<RedisServer, RedisProxy> begin, BiConsumer<RedisServer, RedisProxy> end, boolean lasts) {
			this.begin = begin;
			this.end = end;
			this.lasts = lasts;
		}

	}

	/** Somebody with an address and a name of his own. */
	private static final class Visitor {

		private final SampleClient client;

		private final String name;

		private final String[] address;

		private int registrations;

		Visitor(SampleClient client, int number) {
			this.client = client;
			this.name = "visitor-" + number;
			this.address = new String[] { "X-Forwarded-For", "198.51.100." + number };
		}

		void callsOftenEnough(String when) {
			assertThat(admitted(when, 401, this::login)).as("logins, " + when).isBetween(1, 6);
			assertThat(admitted(when, 201, this::register)).as("registrations, " + when).isBetween(1, 11);
			assertThat(admitted(when, 200, this::resend)).as("resends, " + when).isBetween(1, 4);
		}

		/** A resend more takes 200 seconds, a registration 360. */
		void isStillTurnedAway(String when) {
			assertThat(resend().status()).as("resend, " + when).isEqualTo(429);
			assertThat(register().status()).as("registration, " + when).isEqualTo(429);
		}

		private int admitted(String when, int served, Supplier<Answer> call) {
			List<Integer> statuses = new ArrayList<>();
			for (int i = 0; i < CALLS; i++) {
				Answer answer = call.get();
				statuses.add(answer.status());
				if (answer.status() == 429) {
					assertThat(answer.json().get("type").asString()).endsWith("#quota-exceeded");
					assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
				}
			}
			assertThat(statuses).as(when).containsOnly(served, 429);
			return (int) statuses.stream().filter((status) -> status == served).count();
		}

		private Answer login() {
			return this.client.login(this.name, this.address);
		}

		private Answer register() {
			String user = this.name + "-" + this.registrations++;
			return this.client.post("/api/register/",
					"""
							{"username": "%s", "email": "%s@example.com", "password1": "secret-abc", "password2": "secret-abc"}"""
						.formatted(user, user),
					this.address);
		}

		private Answer resend() {
			return this.client.post("/api/v1/auth/resend-verification-code", """
					{"email": "%s@example.com"}""".formatted(this.name), this.address);
		}

	}

}
