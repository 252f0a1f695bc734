/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.cache.JsonCacheSerializer;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who can write to Redis can not run code here, where sessions are JSON.
 */
@ExtendWith(RedisKitExtension.class)
class SessionGadgetIT {

	private static final String JSON = "resilient-redis.tests.json-gadget";

	private static final String JDK = "resilient-redis.tests.jdk-gadget";

	private static final List<byte[]> PLANTED = List.of(
			text("{\"@class\":\"io.github.resilientredis.session.JsonGadget\",\"command\":\"rm\"}"),
			text("[\"io.github.resilientredis.session.JsonGadget\",{\"command\":\"rm\"}]"),
			text("{\"@class\":\"java.util.HashMap\",\"a\":"
					+ "{\"@class\":\"io.github.resilientredis.session.JsonGadget\",\"command\":\"rm\"}}"),
			RedisSerializer.java().serialize(new JdkGadget()));

	@BeforeEach
	@AfterEach
	void forget() {
		System.clearProperty(JSON);
		System.clearProperty(JDK);
	}

	@Test
	void ourJsonSerializerMakesNoneOfThem(RedisServer server) {
		isRefused(server, JsonCacheSerializer.allowing(List.of("com.example")));
	}

	@Test
	void springsJsonSerializerMakesNoneOfThemWithAnAllowList(RedisServer server) {
		isRefused(server,
				GenericJacksonJsonRedisSerializer.builder()
					.enableDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfSubType("java.").build())
					.build());
	}

	private static void isRefused(RedisServer server, RedisSerializer<Object> serializer) {
		try (SessionHttpNode node = SessionHttpNode.start("json", server,
				Map.of("springSessionDefaultRedisSerializer", serializer)); CapturedLog log = new CapturedLog()) {
			for (byte[] planted : PLANTED) {
				String id = node.pages().login("").id();
				node.pages().put(id, "good", "value");
				plant(server, id, planted);
				SessionAnswer answer = node.pages().get(id);
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.isGone()).as("it has ended").isTrue();
				assertThat(node.pages().get(id).isGone()).isTrue();
			}
			assertThat(log.lines("cannot be read")).hasSize(PLANTED.size());
		}
		assertThat(System.getProperty(JSON)).isNull();
		assertThat(System.getProperty(JDK)).isNull();
		theyWouldHaveBeenMade();
	}

	/** The test can fail. */
	private static void theyWouldHaveBeenMade() {
		RedisSerializer<Object> unsafe = GenericJacksonJsonRedisSerializer.builder()
			.enableDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build())
			.build();
		assertThat(unsafe.deserialize(PLANTED.get(0))).isNotNull();
		assertThat(System.getProperty(JSON)).isEqualTo("made");
		assertThat(new JdkSerializationRedisSerializer().deserialize(PLANTED.get(3))).isInstanceOf(JdkGadget.class);
		assertThat(System.getProperty(JDK)).isEqualTo("made");
	}

	private static void plant(RedisServer server, String id, byte[] value) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(server.host(), server.port());
		connections.afterPropertiesSet();
		connections.start();
		try (RedisConnection redis = connections.getConnection()) {
			redis.hashCommands().hSet(text(SessionNode.key(id)), text("sessionAttr:evil"), value);
		}
		finally {
			connections.destroy();
		}
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
