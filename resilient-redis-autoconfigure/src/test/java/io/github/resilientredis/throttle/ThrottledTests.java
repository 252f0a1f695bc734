/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.autoconfigure.throttle.ThrottleAutoConfiguration;
import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Annotated methods outside of web requests.
 */
class ThrottledTests {

	private static final String LIMITS = "resilient-redis.throttle.limits.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThrottleAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY))
		.withPropertyValues(LIMITS + "two.rate=2/1h");

	@Test
	void beyondTheLimitTheMethodIsNotCalled() {
		this.runner.withBean(Mails.class).run((context) -> {
			Mails mails = context.getBean(Mails.class);
			mails.send("a");
			mails.send("b");
			mails.send("a");
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> mails.send("a"))
				.withMessage("The limit 'two' is used up")
				.satisfies((ex) -> assertThat(ex.getDecision().outcome()).isEqualTo(ThrottleOutcome.REJECTED))
				.satisfies((ex) -> assertThat(ex.getStackTrace()).isEmpty());
			mails.send("b");
			assertThat(mails.sent()).isEqualTo(4);
		});
	}

	@Test
	void withoutAnyKeyAllCallsAreCountedTogether() {
		this.runner.withBean(Mails.class).run((context) -> {
			Mails mails = context.getBean(Mails.class);
			mails.broadcast("a");
			mails.broadcast("b");
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> mails.broadcast("c"));
		});
	}

	@Test
	void aKeyOfTheRequestNeedsARequest() {
		this.runner.withBean(Mails.class).withPropertyValues(LIMITS + "two.key=ip").run((context) -> {
			Mails mails = context.getBean(Mails.class);
			assertThatIllegalStateException().isThrownBy(() -> mails.broadcast("a"))
				.withMessageStartingWith("'resilient-redis.throttle.limits.two.key' is 'ip'")
				.withMessageContaining("Set it to 'global'");
			assertThatIllegalStateException().isThrownBy(() -> mails.send("a"));
		});
	}

	@Test
	void aGlobalKeyNeedsNone() {
		this.runner.withBean(Mails.class).withPropertyValues(LIMITS + "two.key=global").run((context) -> {
			Mails mails = context.getBean(Mails.class);
			mails.broadcast("a");
			mails.broadcast("b");
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> mails.broadcast("c"));
			mails.send("a");
			mails.send("a");
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> mails.send("a"));
		});
	}

	@Test
	void expressionsSeeArgumentsTheTargetAndBeans() {
		this.runner.withBean(Expressive.class)
			.withBean("names", Names.class)
			.withPropertyValues(LIMITS + "many.rate=100/1h")
			.run((context) -> {
				Expressive expressive = context.getBean(Expressive.class);
				GuardedThrottle throttle = context.getBean(GuardedThrottle.class);
				expressive.call("a", 4);
				assertThat(throttle.tryAcquire("many", "key:ONE-a-call-2", 1).remaining()).isEqualTo(95);
			});
	}

	@Test
	void whatCannotBeEvaluatedIsSaidOnceWithoutTheUsersText() {
		try (CapturedLog log = new CapturedLog()) {
			this.runner.withBean(Mails.class).run((context) -> {
				Mails mails = context.getBean(Mails.class);
				mails.number("hostile");
				mails.number("hostile");
				assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> mails.number("hostile"));
				assertThat(log.lines("could not be evaluated")).hasSize(1)
					.noneMatch((line) -> line.contains("hostile"));
			});
		}
	}

	@Test
	void aTypeThrottlesItsPublicMethodsAndAMethodMayDiffer() {
		this.runner.withBean(Whole.class).withPropertyValues(LIMITS + "one.rate=1/1h").run((context) -> {
			Whole whole = context.getBean(Whole.class);
			whole.first();
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(whole::second);
			whole.other();
			whole.other();
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(whole::other);
			whole.hidden();
			assertThat(whole.toString()).isNotNull();
		});
	}

	@Test
	void anInterfaceMayBeAnnotated() {
		this.runner.withBean("sender", Sender.class, () -> (text) -> CompletableFuture.completedFuture(text))
			.withPropertyValues(LIMITS + "one.rate=1/1h")
			.run((context) -> {
				Sender sender = context.getBean(Sender.class);
				assertThat(sender.send("a").toCompletableFuture()).isCompletedWithValue("a");
				assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> sender.send("a"));
			});
	}

	@Test
	void theLimitIsAskedBeforeTheCache() {
		this.runner.withUserConfiguration(Caching.class).withBean(Cached.class).run((context) -> {
			Cached cached = context.getBean(Cached.class);
			assertThat(cached.read("a")).isEqualTo("a1");
			assertThat(cached.read("a")).isEqualTo("a1");
			assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> cached.read("a"));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "unknown limit   | There is no limit 'missing'",
					"unreadable key  | The key \"#p0 +\" is wrong. It cannot be read as SpEL",
					"unknown variable| It refers to #mial, but there is only #a0, #mail, #p0" })
	void aWrongAnnotationStopsTheStart(String kind, String message) {
		Class<?> type = switch (kind.strip()) {
			case "unknown limit" -> UnknownLimit.class;
			case "unreadable key" -> UnreadableKey.class;
			default -> UnknownVariable.class;
		};
		this.runner.withBean(type)
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.hasMessageContaining("@Throttled on " + type.getName() + ".send: ")
				.hasMessageContaining(message));
	}

	/** Throttled methods. */
	static class Mails {

		private int sent;

		@Throttled(value = "two", key = "#mail")
		void send(String mail) {
			this.sent++;
		}

		@Throttled("two")
		void broadcast(String text) {
			this.sent++;
		}

		@Throttled(value = "two", key = "T(java.lang.Integer).parseInt(#number)")
		void number(String number) {
			this.sent++;
		}

		int sent() {
			return this.sent;
		}

	}

	/** All that SpEL can see. */
	static class Expressive {

		@Throttled(value = "many",
				key = "@names.of(#p0) + '-' + #a0 + '-' + #root.method.name + '-' + #root.args.length",
				cost = "#amount")
		void call(String name, int amount) {
			// Only counted.
		}

	}

	/** A bean for expressions. */
	public static class Names {

		public String of(String name) {
			return "ONE";
		}

	}

	/** Annotated as a whole. */
	@Throttled("one")
	static class Whole {

		public void first() {
			// Only counted.
		}

		public void second() {
			// Only counted.
		}

		@Throttled("two")
		public void other() {
			// Only counted.
		}

		void hidden() {
			// Not counted.
		}

	}

	/** An annotated interface. */
	@FunctionalInterface
	interface Sender {

		@Throttled("one")
		CompletionStage<String> send(String text);

	}

	/** With a cache. */
	static class Cached {

		private int reads;

		@Cacheable("texts")
		@Throttled("two")
		String read(String key) {
			return key + (++this.reads);
		}

	}

	/** Caches in memory. */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	/** Names a limit that does not exist. */
	static class UnknownLimit {

		@Throttled("missing")
		void send(String mail) {
			// Never called.
		}

	}

	/** Has half an expression. */
	static class UnreadableKey {

		@Throttled(value = "two", key = "#p0 +")
		void send(String mail) {
			// Never called.
		}

	}

	/** Has a typing error. */
	static class UnknownVariable {

		@Throttled(value = "two", key = "#mial")
		void send(String mail) {
			// Never called.
		}

	}

}
