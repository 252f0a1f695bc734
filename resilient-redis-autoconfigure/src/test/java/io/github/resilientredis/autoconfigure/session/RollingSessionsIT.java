/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.data.redis.config.annotation.web.http.RedisHttpSessionConfiguration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * During a rolling update, instances with Spring Session's own repository and instances
 * with ours serve the same cookies by turns, over HTTP. With Boot 4.0 the former are what
 * Boot itself configures.
 */
@ExtendWith(RedisKitExtension.class)
class RollingSessionsIT {

	private static final String LAST_USE = "lastAccessedTime";

	private static final List<String> OWN = List.of(LAST_USE, "creationTime", "maxInactiveInterval");

	private static final int STEPS = 60;

	@Test
	void ourSessionsTakeTheirPlaceUnlessSwitchedOff(RedisServer server) {
		try (RollingInstance ours = RollingInstance.ours(server, false);
				RollingInstance stock = RollingInstance.stock(server, false)) {
			assertThat(ours.sessions()).isInstanceOf(ResilientSessionRepository.class);
			assertThat(ours.has(RedisHttpSessionConfiguration.class)).isFalse();
			assertThat(stock.sessions()).isInstanceOf(RedisSessionRepository.class);
			assertThat(stock.has(RollingInstance.EnabledByAnnotation.class))
				.isNotEqualTo(ClassUtils.isPresent(RollingInstance.BOOTS_OWN, null));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whateverOneDoesTheOtherSees(boolean json, RedisServer server) {
		try (RollingInstance ours = RollingInstance.ours(server, json);
				RollingInstance stock = RollingInstance.stock(server, json)) {
			RollingInstance[] both = { ours, stock };
			Random random = new Random(6);
			for (int last = 0; last < 2; last++) {
				RollingBrowser browser = new RollingBrowser();
				browser.get(both[last], "/set?name=a&value=begun");
				Map<String, String> model = new TreeMap<>(Map.of("a", "begun"));
				for (int i = 0; i < STEPS; i++) {
					int at = random.nextInt(2);
					step(browser, both[at], both[1 - at], model, random);
					assertThat(browser.get(both[1 - at], "/get")).as("step %d", i).isEqualTo(model.toString());
				}
				String cookie = browser.cookie();
				browser.logout(both[last]);
				assertDead(cookie, both);
			}
			assertThat(server.command("KEYS", "spring:session:*")).isEqualTo(List.of());
		}
	}

	private static void step(RollingBrowser browser, RollingInstance at, RollingInstance other,
			Map<String, String> model, Random random) {
		String name = String.valueOf("abc".charAt(random.nextInt(3)));
		int number = random.nextInt(1000);
		switch (random.nextInt(6)) {
			case 0 -> {
				browser.get(at, "/remove?name=" + name);
				model.remove(name);
			}
			case 1 -> {
				String cookie = browser.cookie();
				browser.get(at, "/rotate");
				assertThat(browser.cookie()).isNotEqualTo(cookie);
				assertDead(cookie, other, at);
			}
			case 2 -> {
				browser.get(at, "/interval?seconds=" + (900 + number));
				assertThat(browser.get(other, "/interval")).isEqualTo(String.valueOf(900 + number));
			}
			case 3 -> {
				browser.get(at, "/set?name=" + name + "&value=x," + number);
				model.put(name, List.of("x", String.valueOf(number)).toString());
			}
			default -> {
				browser.get(at, "/set?name=" + name + "&value=" + number);
				model.put(name, String.valueOf(number));
			}
		}
	}

	private static void assertDead(@Nullable String cookie, RollingInstance... instances) {
		for (RollingInstance instance : instances) {
			assertThat(RollingBrowser.with(cookie).get(instance, "/get")).as("%s", instance.sessions())
				.isEqualTo(RollingInstance.NO_SESSION);
		}
	}

	@Test
	void whoHasLoggedInAtOneHasAtTheOtherAndNobodyIsWhoHasLoggedOut(RedisServer server) {
		try (RollingInstance ours = RollingInstance.ours(server, false);
				RollingInstance stock = RollingInstance.stock(server, false)) {
			RollingInstance[] both = { ours, stock };
			Map<String, String> cookies = new HashMap<>();
			for (int i = 0; i < 4; i++) {
				RollingInstance in = both[i % 2];
				RollingInstance out = both[i / 2];
				RollingBrowser browser = new RollingBrowser();
				browser.get(out, "/set?name=before&value=1");
				String planted = browser.cookie();
				browser.login(in);
				assertThat(browser.cookie()).isNotEqualTo(planted);
				assertDead(planted, both);
				for (RollingInstance each : List.of(out, in, out)) {
					assertThat(browser.get(each, "/me")).isEqualTo("ann");
					assertThat(browser.get(each, "/get")).isEqualTo("{before=1}");
				}
				cookies.put(String.valueOf(browser.cookie()), String.valueOf(browser.cookieAttributes()));
				browser.logout(out);
			}
			cookies.keySet().forEach((cookie) -> assertDead(cookie, both));
			assertThat(cookies).hasSize(4);
			assertThat(cookies.values()).containsOnly("; Path=/; HttpOnly; SameSite=Lax");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theFieldsAreTheSameByteForByte(boolean json, RedisServer server) {
		RedisSerializer<Object> serializer = json ? GenericJacksonJsonRedisSerializer.builder().build()
				: new JdkSerializationRedisSerializer(getClass().getClassLoader());
		try (RollingInstance ours = RollingInstance.ours(server, json);
				RollingInstance stock = RollingInstance.stock(server, json)) {
			Map<String, String> byOurs = written(server, ours, ours, json);
			Map<String, String> byStock = written(server, stock, stock, json);
			assertThat(byOurs.keySet()).isEqualTo(byStock.keySet()).containsAll(OWN);
			byStock.forEach((field, value) -> {
				String mine = byOurs.getOrDefault(field, "");
				if (value.isEmpty()) {
					// A removed attribute.
					assertThat(mine).as(field).isEmpty();
					return;
				}
				Object same = object(serializer, mine);
				assertThat(same).as(field).hasSameClassAs(object(serializer, value));
				if (field.endsWith("Time")) {
					assertThat(serializer.serialize(same)).asString(StandardCharsets.ISO_8859_1)
						.as(field)
						.isEqualTo(mine);
				}
				else if (!field.contains("SPRING_SECURITY")) {
					assertThat(mine).as(field).isEqualTo(value);
				}
			});
			// With what has the session's id in it, too.
			written(server, stock, ours, json);
			written(server, ours, stock, json);
		}
	}

	/** What is in Redis, written by one and by the other without a difference. */
	private static Map<String, String> written(RedisServer server, RollingInstance first, RollingInstance then,
			boolean json) {
		RollingBrowser browser = new RollingBrowser();
		if (!json) {
			browser.login(first);
		}
		browser.get(first, "/set?name=text&value=text");
		browser.get(first, "/set?name=list&value=x,y");
		browser.get(first, "/set?name=number&value=7");
		Map<String, String> before = hash(server, browser.key());
		browser.get(then, "/again");
		Map<String, String> after = hash(server, browser.key());
		assertThat(after.get(LAST_USE)).isNotEqualTo(before.get(LAST_USE));
		before.put(LAST_USE, after.getOrDefault(LAST_USE, ""));
		assertThat(after).isEqualTo(before);
		return after;
	}

	@Test
	void theTimesToLiveAgree(RedisServer server) {
		try (RollingInstance ours = RollingInstance.ours(server, false);
				RollingInstance stock = RollingInstance.stock(server, false)) {
			RollingInstance[] both = { ours, stock };
			for (int i = 0; i < 2; i++) {
				RollingBrowser browser = new RollingBrowser();
				browser.get(both[i], "/set?name=a&value=1");
				assertExpiresIn(server, browser, 1800);
				browser.get(both[1 - i], "/set?name=a&value=2");
				assertExpiresIn(server, browser, 1800);
				for (RollingInstance each : both) {
					server.command("PEXPIRE", browser.key(), "600000");
					browser.get(each, "/get");
					Awaitility.await().untilAsserted(() -> assertExpiresIn(server, browser, 1800));
				}
				browser.get(both[i], "/interval?seconds=100");
				assertExpiresIn(server, browser, 100);
				browser.get(both[1 - i], "/interval?seconds=4000");
				assertExpiresIn(server, browser, 4000);
				browser.get(both[i], "/rotate");
				assertExpiresIn(server, browser, 4000);
			}
		}
	}

	private static void assertExpiresIn(RedisServer server, RollingBrowser browser, int seconds) {
		Object used = object(new JdkSerializationRedisSerializer(),
				hash(server, browser.key()).getOrDefault(LAST_USE, ""));
		Object left = Objects.requireNonNull(server.command("PTTL", browser.key()));
		assertThat(Duration.ofMillis(System.currentTimeMillis() + (Long) left - (Long) used))
			.isBetween(Duration.ofSeconds(seconds).minusMillis(500), Duration.ofSeconds(seconds).plusMillis(500));
	}

	private static Object object(RedisSerializer<Object> serializer, String bytes) {
		return Objects.requireNonNull(serializer.deserialize(bytes.getBytes(StandardCharsets.ISO_8859_1)));
	}

	@Test
	void fieldsThatNobodyKnowsStay(RedisServer server) {
		try (RollingInstance ours = RollingInstance.ours(server, true);
				RollingInstance stock = RollingInstance.stock(server, true)) {
			// Spring Session's own must be able to read it.
			String kept = "\"kept\"";
			RollingBrowser browser = new RollingBrowser();
			browser.get(stock, "/set?name=a&value=1");
			server.command("HSET", browser.key(), "unknown", kept);
			for (RollingInstance each : List.of(ours, stock, ours)) {
				browser.get(each, "/set?name=b&value=2");
				browser.get(each, "/remove?name=b");
				browser.get(each, "/again");
				browser.get(each, "/interval?seconds=500");
				assertThat(server.command("HGET", browser.key(), "unknown")).isEqualTo(kept);
			}
			for (RollingInstance each : List.of(ours, stock)) {
				browser.get(each, "/rotate");
				assertThat(server.command("HGET", browser.key(), "unknown")).isEqualTo(kept);
			}
			assertThat(browser.get(ours, "/get")).isEqualTo("{a=1}");
			assertThat(browser.get(stock, "/get")).isEqualTo("{a=1}");
		}
	}

	/** Its fields, each byte a character. */
	private static Map<String, String> hash(RedisServer server, String key) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(server.host(), server.port());
		connections.start();
		try (RedisConnection connection = connections.getConnection()) {
			Map<String, String> fields = new TreeMap<>();
			Map<byte[], byte[]> hash = connection.hashCommands().hGetAll(key.getBytes(StandardCharsets.UTF_8));
			assertThat(hash).as("session").isNotNull().isNotEmpty();
			hash.forEach((field, value) -> fields.put(new String(field, StandardCharsets.UTF_8),
					new String(value, StandardCharsets.ISO_8859_1)));
			return fields;
		}
		finally {
			connections.destroy();
		}
	}

}
