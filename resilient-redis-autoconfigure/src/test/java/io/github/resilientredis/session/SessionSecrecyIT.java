/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No session id is in anything that operators see, nor in a text of a type that
 * applications see.
 */
@ExtendWith(RedisKitExtension.class)
class SessionSecrecyIT {

	private static final String TEXTS = "texts of ";

	private static final String[] OPEN = { "management.endpoints.web.exposure.include=*",
			"management.endpoint.health.show-details=always", "management.endpoint.health.show-components=always" };

	@Test
	void noIdIsSeenWithoutADatabase(RedisServer server) throws IOException {
		// In this order: an application that starts sets logging up anew.
		try (SessionHttpNode node = SessionHttpNode.start("one", server, OPEN); CapturedLog log = new CapturedLog()) {
			check(server, node, log);
		}
	}

	@Test
	void noIdIsSeenWithADatabase(RedisServer server) throws IOException {
		JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
		try (SessionHttpNode node = SessionHttpNode.jdbc("one", server, database, OPEN);
				CapturedLog log = new CapturedLog()) {
			check(server, node, log);
		}
		finally {
			database.dispose();
		}
	}

	private static void check(RedisServer server, SessionHttpNode node, CapturedLog log) throws IOException {
		List<String> ids = new ArrayList<>();
		StringBuilder seen = new StringBuilder();
		use(node, ids);
		server.snapshot();
		try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			server.makeReadOnly();
			unguarded.assertWriteFails();
			use(node, ids);
			node.reaches(GuardState.WRITES_REFUSED);
			seen.append(operators(node));
			server.kill();
			unguarded.assertFails();
			node.reaches(GuardState.UNAVAILABLE);
			use(node, ids);
			seen.append(operators(node));
		}
		server.restartEmpty();
		node.pages().settles();
		use(node, ids);
		unreadable(server, node, ids);
		seen.append(operators(node));
		seen.append(texts(node, ids));
		seen.append(log.everything());
		assertThat(ids).hasSizeGreaterThan(40);
		for (String known : List.of("resilient.redis.journal.records", "\"status\":\"UP\"", "WRITES_REFUSED",
				"UNAVAILABLE", "Redis has lost data", "cannot be read", TEXTS + "ResilientSession")) {
			assertThat(seen.indexOf(known)).as(known).isNotNegative();
		}
		for (String id : ids) {
			assertThat(seen.indexOf(id)).as(() -> around(seen, id)).isNegative();
			assertThat(seen.indexOf(SessionPages.cookie(id))).as("cookie").isNegative();
		}
	}

	private static String around(StringBuilder seen, String id) {
		int at = seen.indexOf(id);
		return "an id stands in: " + seen.substring(Math.max(0, at - 200), Math.min(seen.length(), at + 100));
	}

	private static void use(SessionHttpNode node, List<String> ids) {
		for (int i = 0; i < 5; i++) {
			SessionPages pages = node.pages();
			ids.add(pages.login("").id());
			assertThat(pages.put(last(ids), "a", "b").isAlive()).isTrue();
			ids.add(pages.rotate(last(ids)).id());
			assertThat(pages.get(last(ids)).attributes()).containsEntry("a", "b");
			ids.add(pages.login("").id());
			assertThat(pages.logout(last(ids)).isAlive()).isTrue();
			assertThat(pages.get(last(ids)).isGone()).isTrue();
		}
	}

	/** What the database has is believed for a while, so it takes a while to be seen. */
	private static void unreadable(RedisServer server, SessionHttpNode node, List<String> ids) {
		String id = node.pages().login("").id();
		ids.add(id);
		server.command("HSET", SessionNode.key(id), "sessionAttr:x", "no serialized object");
		Awaitility.await()
			.atMost(Doubt.LASTS.plusSeconds(10))
			.untilAsserted(() -> assertThat(node.pages().get(id).isGone()).isTrue());
	}

	private static String last(List<String> ids) {
		return ids.get(ids.size() - 1);
	}

	/** What they see over HTTP, and all meters. */
	private static String operators(SessionHttpNode node) throws IOException {
		StringBuilder seen = new StringBuilder();
		for (String path : List.of("health", "metrics", "beans", "configprops", "info", "loggers", "sessions",
				"resilientredis", "env")) {
			seen.append(node.pages().send("GET", "/actuator/" + path, "", "").body()).append('\n');
		}
		for (Meter meter : node.context().getBean(MeterRegistry.class).getMeters()) {
			seen.append(meter.getId()).append(meter.measure()).append('\n');
		}
		return seen.toString();
	}

	/** The text of each bean of ours, of a session, and of what their getters give. */
	private static String texts(SessionHttpNode node, List<String> ids) {
		List<Object> values = new ArrayList<>();
		for (String name : node.context().getBeanDefinitionNames()) {
			Object bean = node.context().getBean(name);
			if (bean.getClass().getName().startsWith("io.github.resilientredis.")) {
				values.add(bean);
			}
		}
		ResilientSessionRepository sessions = node.context().getBean(ResilientSessionRepository.class);
		ResilientSession session = sessions.createSession();
		values.add(0, session);
		ids.add(session.getId());
		return TEXTS + values.get(0).getClass().getSimpleName()
				+ IntStream.range(0, values.size())
					.mapToObj((index) -> values.get(index) + " " + getters(values.get(index)))
					.collect(Collectors.joining("\n"));
	}

	private static String getters(Object value) {
		StringBuilder texts = new StringBuilder();
		for (Method method : value.getClass().getMethods()) {
			boolean getter = method.getParameterCount() == 0 && method.getReturnType() != void.class
					&& Modifier.isPublic(value.getClass().getModifiers())
					&& method.getDeclaringClass().getName().startsWith("io.github.resilientredis.")
					&& method.getName().matches("status|getStatus|toString|getLastError|name");
			if (getter) {
				texts.append(org.springframework.util.ReflectionUtils.invokeMethod(method, value)).append(' ');
			}
		}
		return texts.toString();
	}

}
