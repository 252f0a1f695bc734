/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.autoconfigure.throttle.ThrottleAutoConfiguration;
import io.github.resilientredis.autoconfigure.user.UserRegistryAutoConfiguration;
import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisRequiredException;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What those properties do that only shows with a Redis, or with one that is away. Times
 * are compared from below or with each other, so that a slow machine changes nothing.
 */
@ExtendWith(RedisKitExtension.class)
class PropertyEffectIT {

	private static final RedisOperation GET = RedisOperation.idempotent("test.get");

	private static final String[] PATIENT = { "resilient-redis.circuit-breaker.sliding-window-size=1000",
			"resilient-redis.circuit-breaker.minimum-number-of-calls=1000", "resilient-redis.request-budget=1m" };

	private static final Duration SOON = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ClientTuningAutoConfiguration.class, DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class));

	private final ApplicationContextRunner whole = this.runner
		.withConfiguration(AutoConfigurations.of(JournalAutoConfiguration.class, ResilientCacheAutoConfiguration.class,
				UserRegistryAutoConfiguration.class))
		.withUserConfiguration(Caching.class);

	@Test
	void keyPrefixStandsBeforeOurKeys(RedisServer server) {
		at(this.whole, server).withPropertyValues("resilient-redis.key-prefix=shop:").run((context) -> {
			Awaitility.await().atMost(SOON).until(() -> exists(server, "shop:marker"));
			assertThat(exists(server, "resilient-redis:marker")).isFalse();
		});
	}

	@Test
	void theKeyPrefixOfUsersStandsBeforeTheirKeys(RedisServer server) {
		at(this.whole, server).withPropertyValues("resilient-redis.users.key-prefix=app:").run((context) -> {
			connected(context);
			context.getBean(UserRegistry.class).register(NewUser.of("ada@example.org", "Ada"));
			assertThat(exists(server, "app:email:ada@example.org:userId")).isTrue();
		});
	}

	@Test
	void timeoutEndsTheWaitForACommand(RedisServer server) {
		hung(server,
				(guard, sent) -> assertThatExceptionOfType(RedisUnavailableException.class)
					.isThrownBy(() -> get(guard, sent))
					.withStackTraceContaining("no answer within 230 ms"),
				"resilient-redis.timeout=230ms");
	}

	@Test
	void maxRetriesIsHowOftenACallIsTriedAgain(RedisServer server) {
		hung(server, (guard, sent) -> {
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> get(guard, sent));
			assertThat(sent).hasSize(4);
		}, "resilient-redis.timeout=50ms", "resilient-redis.retry.max-retries=3");
	}

	@Test
	void retryDelayIsBetweenTwoTries(RedisServer server) {
		hung(server, (guard, sent) -> {
			assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> get(guard, sent));
			assertThat(sent).hasSize(2);
			assertThat(Duration.ofNanos(sent.get(1) - sent.get(0))).isGreaterThan(Duration.ofMillis(1500));
		}, "resilient-redis.timeout=50ms", "resilient-redis.retry.delay=1500ms");
	}

	@Test
	void requestBudgetEndsTheWaitsOfARequest(RedisServer server) {
		at(this.runner, server).withPropertyValues(PATIENT)
			.withPropertyValues("resilient-redis.request-budget=100ms", "resilient-redis.timeout=200ms",
					"resilient-redis.retry.max-retries=0")
			.run((context) -> {
				RedisGuard guard = connected(context);
				server.hang();
				List<Long> sent = new ArrayList<>();
				RequestBudgets budgets = context.getBean(RequestBudgets.class);
				RequestBudgets.Scope request = budgets.open(budgets.create());
				for (int i = 0; i < 5; i++) {
					assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> get(guard, sent));
				}
				request.close();
				// The others were not even sent, as Redis itself is not yet known to be
				// away.
				assertThat(sent).hasSize(1);
				assertThat(guard.getState()).isEqualTo(GuardState.AVAILABLE);
			});
	}

	@Test
	void connectTimeoutEndsAnAttempt() {
		try (BlackHole hole = BlackHole.open()) {
			Duration longer = untilGivenUp(hole, "1500ms");
			Duration shorter = untilGivenUp(hole, "100ms");
			assertThat(longer).isGreaterThan(shorter.plusMillis(500));
		}
	}

	private Duration untilGivenUp(BlackHole hole, String connectTimeout) {
		long start = System.nanoTime();
		this.runner
			.withPropertyValues("spring.data.redis.host=" + hole.host(), "spring.data.redis.port=" + hole.port(),
					"resilient-redis.connect-timeout=" + connectTimeout)
			.run((context) -> reaches(context.getBean(RedisGuard.class), GuardState.UNAVAILABLE));
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void probeIntervalIsBeforeTheSecondSearch(RedisServer server, RedisProxy proxy) {
		// 100 and 200 ms after the first one, if nothing is said.
		assertThat(untilSearched(3, server, proxy, "probe-interval=1100ms", "max-probe-interval=1100ms"))
			.isGreaterThan(Duration.ofMillis(2000));
	}

	@Test
	void maxProbeIntervalIsUpToWhichPausesGrow(RedisServer server, RedisProxy proxy) {
		// After 0, 400, 800 and 1,600 ms; after 0, 400, 500 and 500 ms, if nothing is
		// said.
		assertThat(untilSearched(4, server, proxy, "probe-interval=400ms", "max-probe-interval=10s"))
			.isGreaterThan(Duration.ofMillis(2500));
	}

	/** How long it takes until Redis was looked for so often. */
	private Duration untilSearched(int times, RedisServer server, RedisProxy proxy, String... properties) {
		ApplicationContextRunner configured = this.runner.withPropertyValues("spring.data.redis.host=" + proxy.host(),
				"spring.data.redis.port=" + proxy.port());
		for (String property : properties) {
			configured = configured.withPropertyValues("resilient-redis.circuit-breaker." + property);
		}
		List<Duration> taken = new ArrayList<>();
		configured.run((context) -> {
			connected(context);
			server.kill();
			long start = System.nanoTime();
			long before = proxy.acceptedConnections();
			Awaitility.await()
				.atMost(SOON)
				.pollInterval(Duration.ofMillis(10))
				.until(() -> proxy.acceptedConnections() - before >= times);
			taken.add(Duration.ofNanos(System.nanoTime() - start));
		});
		return taken.get(0);
	}

	@Test
	void startupModeDecidesWhetherTheStartNeedsRedis(RedisServer server) {
		server.kill();
		for (String mode : List.of("background", "wait", "require")) {
			at(this.runner, server)
				.withPropertyValues("resilient-redis.startup.mode=" + mode, "resilient-redis.startup.attempts=1")
				.run((context) -> assertThat(context.getStartupFailure() != null).as(mode)
					.isEqualTo(mode.equals("require")));
		}
	}

	@Test
	void startupAttemptsAndDelayAreThoseOfAWaitingStart(RedisServer server) {
		server.kill();
		try (CapturedLog log = new CapturedLog()) {
			at(this.runner, server)
				.withPropertyValues("resilient-redis.startup.mode=require", "resilient-redis.startup.attempts=3",
						"resilient-redis.startup.delay=70ms")
				.run((context) -> assertThat(context.getStartupFailure()).cause()
					.isInstanceOfSatisfying(RedisRequiredException.class,
							(failure) -> assertThat(failure.getAttempts()).isEqualTo(3)));
			assertThat(log.lines("retrying in 70ms")).hasSize(2);
		}
	}

	@Test
	void withInvalidationANodeHearsOfTheOthersChanges(RedisServer server) {
		ApplicationContextRunner deaf = at(this.whole, server)
			.withPropertyValues("resilient-redis.cache.invalidation=false");
		at(this.whole, server).run((one) -> at(this.whole, server).run((hearing) -> deaf.run((unhearing) -> {
			List.of(one, hearing, unhearing).forEach(PropertyEffectIT::connected);
			cache(one).put("EUR", "old");
			Awaitility.await()
				.atMost(SOON)
				.untilAsserted(() -> assertThat(cache(hearing).get("EUR", String.class)).isEqualTo("old"));
			assertThat(cache(unhearing).get("EUR", String.class)).isEqualTo("old");
			cache(one).put("EUR", "new");
			Awaitility.await()
				.atMost(SOON)
				.untilAsserted(() -> assertThat(cache(hearing).get("EUR", String.class)).isEqualTo("new"));
			assertThat(cache(unhearing).get("EUR", String.class)).isEqualTo("old");
		})));
	}

	@Test
	void precisionDecidesWhetherTokensAreTakenInAdvance(RedisServer server) {
		ApplicationContextRunner limits = this.runner
			.withConfiguration(AutoConfigurations.of(ThrottleAutoConfiguration.class))
			.withPropertyValues("resilient-redis.throttle.limits.exact.rate=1000/1d",
					"resilient-redis.throttle.limits.leased.rate=1000/1d",
					"resilient-redis.throttle.limits.leased.precision=leased");
		at(limits, server).run((context) -> {
			connected(context);
			Throttle throttle = context.getBean(Throttle.class);
			assertThat(sources(throttle, "exact")).containsOnly(ThrottleSource.REDIS);
			assertThat(sources(throttle, "leased")).contains(ThrottleSource.LEASE);
		});
	}

	private static Stream<ThrottleSource> sources(Throttle throttle, String limit) {
		return Stream.generate(() -> throttle.tryAcquire(limit, "ada").source()).limit(30);
	}

	private void hung(RedisServer server, BiConsumer<RedisGuard, List<Long>> test, String... properties) {
		at(this.runner, server).withPropertyValues(PATIENT).withPropertyValues(properties).run((context) -> {
			RedisGuard guard = connected(context);
			server.hang();
			test.accept(guard, new ArrayList<>());
		});
	}

	private static ApplicationContextRunner at(ApplicationContextRunner runner, RedisServer server) {
		return runner.withPropertyValues("spring.data.redis.host=" + server.host(),
				"spring.data.redis.port=" + server.port());
	}

	private static RedisGuard connected(ApplicationContext context) {
		RedisGuard guard = context.getBean(RedisGuard.class);
		reaches(guard, GuardState.AVAILABLE);
		return guard;
	}

	private static void reaches(RedisGuard guard, GuardState state) {
		Awaitility.await()
			.atMost(SOON)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(guard::getState, state::equals);
	}

	/** Each time that the command is sent adds when. */
	private static void get(RedisGuard guard, List<Long> sent) {
		guard.await(GET, (redis) -> {
			sent.add(System.nanoTime());
			return redis.get("k".getBytes(StandardCharsets.UTF_8));
		});
	}

	private static boolean exists(RedisServer server, String key) {
		return Long.valueOf(1).equals(server.command("EXISTS", key));
	}

	private static Cache cache(ApplicationContext context) {
		Cache cache = context.getBean(CacheManager.class).getCache("rates");
		assertThat(cache).isNotNull();
		return cache;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

}
