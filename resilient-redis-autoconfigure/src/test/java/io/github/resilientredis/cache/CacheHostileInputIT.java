/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

import static io.github.resilientredis.cache.CacheFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who can write to Redis, or choose a key or a name, cannot do harm by it.
 */
@ExtendWith(RedisKitExtension.class)
class CacheHostileInputIT {

	private static final String TRACE = "resilient-redis.cache-gadget";

	private static final List<String> PAYLOADS = Stream
		.of("{'@class':'#','name':'x'}", "['#',{'name':'x'}]", "['java.util.ArrayList',[['#',{'name':'x'}]]]",
				"['java.util.ArrayList<#>',[{'name':'x'}]]", "['[L#;',[{'name':'x'}]]",
				"{'@class':'java.util.HashMap','a':{'@class':'#'}}")
		.map((payload) -> payload.replace('\'', '"').replace("#", Gadget.class.getName()))
		.toList();

	private static final List<String> KEYS = List.of("line\nbreak", "*1\r\n$8\r\nFLUSHALL\r\n", "a::b", "::", "", " ",
			"*", "?", "[a-z]", "\\*", "\u0000", "käse \uD83E\uDDC0", "m".repeat(1 << 20), "{tag}", "null");

	@AfterEach
	void forget() {
		System.clearProperty(TRACE);
	}

	@Test
	void whenAGadgetIsPlantedThenItIsAMissAndNotInstantiated(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture
				.cache(json(JsonCacheSerializer.allowing(List.of("com.example", "java.util"))));
			for (String payload : PAYLOADS) {
				for (String key : List.of("get", "type", "loader", "retrieve", "retrieve loader", "absent")) {
					server.command("SET", "numbers::" + key, payload);
				}
				server.command("SET", "numbers::evicted", payload);
				assertThat(cache.get("get")).as(payload).isNull();
				assertThat(cache.get("type", Gadget.class)).as(payload).isNull();
				assertThat(cache.<Object>get("loader", () -> "loaded")).as(payload).isEqualTo("loaded");
				assertThat(cache.retrieve("retrieve").join()).as(payload).isNull();
				assertThat(cache.<Object>retrieve("retrieve loader", () -> CompletableFuture.completedFuture("loaded"))
					.join()).as(payload).isEqualTo("loaded");
				assertThat(cache.putIfAbsent("absent", "put")).as(payload).isNull();
				assertThat(cache.evictIfPresent("evicted")).as(payload).isTrue();
				assertThat(server.command("GET", "numbers::absent")).isEqualTo("\"put\"");
				assertThat(server.command("GET", "numbers::loader")).isEqualTo("\"loaded\"");
				cache.clear();
			}
			assertThat(System.getProperty(TRACE)).isNull();
			anUnsafeSerializerWouldInstantiateIt(fixture, server);
		}
	}

	private static void anUnsafeSerializerWouldInstantiateIt(CacheFixture fixture, RedisServer server) {
		server.command("SET", "numbers::get", PAYLOADS.get(0));
		Cache unsafe = fixture.springs("numbers",
				json(GenericJacksonJsonRedisSerializer.builder().enableUnsafeDefaultTyping().build()));
		assertThat(value(unsafe, "get")).isInstanceOf(Gadget.class);
		assertThat(System.getProperty(TRACE)).isEqualTo("instantiated");
	}

	private static RedisCacheConfiguration json(RedisSerializer<?> serializer) {
		return RedisCacheConfiguration.defaultCacheConfig()
			.serializeValuesWith(SerializationPair.fromSerializer(serializer));
	}

	@ParameterizedTest(name = "near level {0}")
	@ValueSource(booleans = { true, false })
	void whenKeysAreHostileThenEachIsAKeyAndNothingElse(boolean near, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = near ? fixture.cache() : fixture.cacheWithoutNearLevel();
			Cache other = fixture.springs("other", RedisCacheConfiguration.defaultCacheConfig());
			other.put("key", "of another cache");
			for (String key : KEYS) {
				cache.put(key, "put " + key);
			}
			for (String key : KEYS) {
				assertThat(value(cache, key)).isEqualTo("put " + key);
				assertThat(value(fixture.springs(), key)).isEqualTo("put " + key);
				fixture.springs().put(key + "!", "Spring's " + key);
				assertThat(value(cache, key + "!")).isEqualTo("Spring's " + key);
			}
			assertThat(server.command("DBSIZE")).isEqualTo(KEYS.size() * 2L + 1);
			for (int i = 0; i < KEYS.size(); i++) {
				assertThat(cache.evictIfPresent(KEYS.get(i))).isTrue();
				assertThat(cache.get(KEYS.get(i))).isNull();
				assertThat(server.command("DBSIZE")).isEqualTo(KEYS.size() * 2L - i);
			}
			cache.clear();
			assertThat(server.command("DBSIZE")).isEqualTo(1L);
			assertThat(value(other, "key")).isEqualTo("of another cache");
		}
	}

	@Test
	void whenKeysAreHostileAndRedisIsAwayThenEachIsAKeyAndNothingElse(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCache cache = fixture.cache();
			fixture.guard.forceOpen();
			for (String key : KEYS) {
				cache.put(key, "put " + key);
			}
			for (String key : KEYS) {
				assertThat(value(cache, key)).isEqualTo("put " + key);
				assertThat(cache.evictIfPresent(key)).isTrue();
				assertThat(cache.get(key)).isNull();
			}
		}
	}

	/**
	 * The separator between name and key is not escaped in Spring's layout: two caches
	 * may have an entry in common, and then share it with our manager as they do with
	 * Spring's. Where a level in memory is between, a change made through one name is
	 * seen through the other when that level's time to live has passed.
	 */
	@Test
	void whenNameAndKeyOfTwoCachesMakeOneKeyInRedisThenTheyShareItAsInSpringsOwn(RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			RedisCacheConfiguration layout = RedisCacheConfiguration.defaultCacheConfig();
			shareAKey(fixture.springs("a", layout), fixture.springs("a::b", layout), server);
			ResilientCacheConfiguration configuration = ResilientCacheConfiguration
				.of(layout.enableTimeToIdle().entryTtl(Duration.ofMinutes(1)));
			shareAKey(fixture.cache("a", configuration), fixture.cache("a::b", configuration), server);
		}
	}

	private static void shareAKey(Cache one, Cache other, RedisServer server) {
		one.put("b::c", "by one");
		assertThat(server.command("KEYS", "*")).isEqualTo(List.of("a::b::c"));
		assertThat(value(other, "c")).isEqualTo("by one");
		other.put("c", "by the other");
		assertThat(value(one, "b::c")).isEqualTo("by the other");
		other.evict("c");
		assertThat(one.get("b::c")).isNull();
		other.put("c", "by the other");
		one.clear();
		assertThat(other.get("c")).isNull();
		assertThat(server.command("DBSIZE")).isEqualTo(0L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "?", "[abc]", "a*", "\\", "a\\*", "[^x]" })
	void whenACacheIsNamedLikeAPatternThenClearingItSparesOthers(String name, RedisServer server) {
		try (CacheFixture fixture = new CacheFixture(server)) {
			ResilientCacheConfiguration configuration = ResilientCacheConfiguration
				.of(RedisCacheConfiguration.defaultCacheConfig());
			List<String> others = List.of("a", "abc", "b", "a\\", "a\\b", "xx");
			for (String other : others) {
				fixture.springs(other, RedisCacheConfiguration.defaultCacheConfig()).put("key", other);
			}
			ResilientCache cache = fixture.cache(name, configuration);
			cache.put("key", name);
			assertThat(server.command("DBSIZE")).isEqualTo(others.size() + 1L);
			assertThat(cache.invalidate()).isTrue();
			assertThat(cache.get("key")).isNull();
			for (String other : others) {
				assertThat(value(fixture.cache(other, configuration), "key")).isEqualTo(other);
			}
		}
	}

	/**
	 * Says so when it is initialized or instantiated.
	 */
	public static class Gadget {

		static {
			System.setProperty(TRACE, "initialized");
		}

		public void setName(String name) {
			System.setProperty(TRACE, "instantiated");
		}

	}

}
