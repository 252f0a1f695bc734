/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JSON that gives back what it was given, and nothing it should not.
 */
class JsonCacheSerializerTests {

	private final JsonCacheSerializer serializer = JsonCacheSerializer
		.allowing(List.of(getClass().getPackageName() + ".JsonCacheSerializerTests$Allowed"));

	private final JsonCacheSerializer own = JsonCacheSerializer.allowing(List.of("io.github.resilientredis"));

	static Stream<Object> values() {
		return Stream.of("text", 1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, true, 'c', new BigDecimal("1.10"),
				LocalDate.of(2026, 11, 20), Instant.EPOCH, Duration.ofSeconds(5), UUID.randomUUID(),
				URI.create("https://example.org"), DayOfWeek.FRIDAY, new long[] { 1, 2 }, new String[] { "a", "b" },
				new byte[] { 1, 2 }, List.of(1L, "a", LocalDate.EPOCH), new ArrayList<>(List.of(1, 2)), Set.of("x"),
				Map.of("a", 1L), new LinkedHashMap<>(Map.of("a", List.of(2L))), new TreeMap<>(Map.of("b", "c")),
				new Rate("EUR", new BigDecimal("1.08"), LocalDate.EPOCH, Kind.B),
				List.of(new Rate("a", null, null, null)), new Rate[] { new Rate("b", null, null, Kind.A) }, Kind.B,
				new Bean());
	}

	@ParameterizedTest
	@MethodSource("values")
	void valueComesBackAsItWas(Object value) {
		Object read = this.own.deserialize(this.own.serialize(value));
		assertThat(read).isNotNull();
		assertThat(read).usingRecursiveComparison().isEqualTo(value);
		assertThat(isCollection(read) || read.getClass() == value.getClass()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("values")
	void springsOwnSerializerReadsTheSame(Object value) {
		GenericJacksonJsonRedisSerializer springs = GenericJacksonJsonRedisSerializer.builder()
			.enableUnsafeDefaultTyping()
			.build();
		Object read = springs.deserialize(this.own.serialize(value));
		assertThat(read).usingRecursiveComparison().isEqualTo(value);
	}

	@Test
	void whatSpringsOwnSerializerWritesIsRead() {
		GenericJacksonJsonRedisSerializer springs = GenericJacksonJsonRedisSerializer.builder()
			.enableUnsafeDefaultTyping()
			.build();
		Rate rate = new Rate("EUR", new BigDecimal("1.08"), LocalDate.EPOCH, Kind.B);
		assertThat(this.own.deserialize(springs.serialize(rate))).isEqualTo(rate);
		List<Object> list = new ArrayList<>(List.of(rate, 1L));
		assertThat(this.own.deserialize(springs.serialize(list))).isEqualTo(list);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'@class':'#','name':'x'}", "['#',{'name':'x'}]", "['java.util.ArrayList',[['#',{}]]]",
			"['java.util.ArrayList<#>',[{'name':'x'}]]", "['[L#;',[{'name':'x'}]]",
			"{'@class':'java.util.HashMap','a':{'@class':'#'}}", "['java.util.HashMap<java.lang.String,#>',{'a':{}}]" })
	void typeThatIsNotAllowedIsNeitherInstantiatedNorInitialized(String json) {
		String planted = json.replace('\'', '"').replace("#", Gadget.class.getName());
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.deserialize(planted.getBytes(StandardCharsets.UTF_8)));
		assertThat(System.getProperty("resilient-redis.gadget")).isNull();
	}

	@Test
	void typeThatIsNotAllowedIsRefusedWithTheWayOut() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.serialize(new Gadget[0]))
			.withMessageContaining(Gadget.class.getName())
			.withMessageContaining("json-allowed-packages");
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.serialize(new File("x")));
	}

	@Test
	void typeInsideAnotherIsRefusedWhenItIsWrittenAndNotOnlyWhenItIsRead() {
		for (Object value : List.of(List.of(new File("x")), Map.of("a", new File("x")), new Object[] { new File("x") },
				List.of(Optional.of(1), new StringBuilder("x")))) {
			assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.own.serialize(value))
				.havingRootCause()
				.isInstanceOf(TypeNotAllowedException.class)
				.withMessageContaining("is not allowed in JSON; add its package to");
		}
	}

	@Test
	void bytesThatAreNoJsonAreRefused() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.own.deserialize(new byte[] { (byte) 0xac, (byte) 0xed, 0, 5 }));
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.ProcessBuilder", "java.util.logging.FileHandler", "java.util.ServiceLoader",
			"javax.script.ScriptEngineManager", "java.net.URL", "java.util.ArrayList<java.lang.ProcessBuilder>",
			"[Ljava.lang.ProcessBuilder;", "[[Ljava.io.File;", "com.examples.Evil", "java.util.EnumSet<com.evil.E>" })
	void dangerousTypesAreNotOnTheList(String type) {
		assertThat(new JsonTypeAllowList(List.of("com.example")).isAllowed(type)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.example.Rate", "com.example.sub.Rate$Inner", "java.util.ArrayList", "[J", "[[I",
			"[Ljava.lang.String;", "java.util.ImmutableCollections$ListN", "java.util.concurrent.ConcurrentHashMap",
			"java.util.EnumMap<com.example.Color,java.lang.Object>", "[Lcom.example.Rate;" })
	void ordinaryTypesAreOnTheList(String type) {
		assertThat(new JsonTypeAllowList(List.of("com.example")).isAllowed(type)).isTrue();
	}

	// Immutable collections of the JDK come back as other kinds of the same.
	private static boolean isCollection(@Nullable Object value) {
		return value instanceof Collection || value instanceof Map;
	}

	enum Kind {

		A, B {
			@Override
			public String toString() {
				return "bee";
			}
		}

	}

	record Rate(String currency, @Nullable BigDecimal value, @Nullable LocalDate date, @Nullable Kind kind) {
	}

	public static class Bean {

		private Object any = 5L;

		public Object getAny() {
			return this.any;
		}

		public void setAny(Object any) {
			this.any = any;
		}

	}

	public static class Gadget {

		static {
			System.setProperty("resilient-redis.gadget", "initialized");
		}

		public void setName(String name) {
			System.setProperty("resilient-redis.gadget", "instantiated");
		}

	}

}
