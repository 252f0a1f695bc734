/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What nobody should do to sessions, and somebody does.
 */
@ExtendWith(RedisKitExtension.class)
class SessionHostileIT {

	@Test
	void whenAttributesHaveStrangeNamesOrAreLargeThenTheyAreKeptThroughAnOutage(RedisServer server) {
		Map<String, Object> strange = Map.of("", "empty", "\u00e4\ud83d\ude00", "unicode", "a\r\nb", "lines", "a:b{c}",
				"marks", "\0", "zero", "sessionAttr:x", "prefix", "x".repeat(10_000), "long name", "large",
				"x".repeat(1_000_000), "bytes", new byte[] { 0, -1, 1 });
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String up = begin(node, strange);
			holds(other, up, strange);
			node.cutOff();
			String away = begin(node, strange);
			holds(node, away, strange);
			node.set(up, "", "changed");
			node.reconnected();
			holds(other, away, strange);
			assertThat(other.get(up, "")).isEqualTo("changed");
		}
	}

	private static String begin(SessionNode node, Map<String, Object> attributes) {
		ResilientSession session = node.sessions.createSession();
		attributes.forEach(session::setAttribute);
		node.sessions.save(session);
		return session.getId();
	}

	private static void holds(SessionNode node, String id, Map<String, Object> attributes) {
		ResilientSession session = node.found(id);
		assertThat(session.getAttributeNames()).isEqualTo(attributes.keySet());
		attributes.forEach((name, value) -> assertThat(session.<Object>getAttribute(name)).isEqualTo(value));
	}

	@ParameterizedTest
	@EnumSource(FlushMode.class)
	void whenAnAttributeCannotBeWrittenThenThatIsSaidAndNothingElseHappens(FlushMode mode, RedisServer server) {
		SessionNode.Setup setup = SessionNode.Setup.LOCAL.modes(mode, SaveMode.ON_SET_ATTRIBUTE);
		try (SessionNode node = SessionNode.start(server, setup)) {
			String id = node.begin("n", 1);
			for (int round = 0; round < 2; round++) {
				assertThatExceptionOfType(SerializationException.class)
					.isThrownBy(() -> node.set(id, "bad", new Object()));
				assertThatExceptionOfType(SerializationException.class)
					.isThrownBy(() -> node.begin("bad", new Object()));
				assertThat(node.get(id, "n")).isEqualTo(1);
				assertThat(node.get(id, "bad")).isNull();
				if (round == 0) {
					node.cutOff();
				}
			}
			node.set(id, "n", 2);
			node.reconnected();
			assertThat(node.get(id, "n")).isEqualTo(2);
			assertThat(server.command("HLEN", SessionNode.key(id))).isEqualTo(4L);
		}
	}

	@ParameterizedTest
	@EnumSource(Damage.class)
	void whenASessionCannotBeReadThenItHasEndedAndThatIsSaidOnce(Damage damage, RedisServer server) {
		try (SessionNode node = SessionNode.start(server, SessionNode.Setup.LOCAL.serializer(new Refusing()));
				SessionNode other = SessionNode.start(server, SessionNode.Setup.LOCAL.serializer(new Refusing()));
				CapturedLog log = new CapturedLog()) {
			String id = node.begin("n", 1);
			damage.to(id, node, server);
			for (int i = 0; i < 3; i++) {
				assertThat(node.isAlive(id)).isFalse();
				assertThat(other.isAlive(id)).isFalse();
			}
			assertThat(log.linesOf(ResilientSessionRepository.class)).hasSize(1);
			assertThat(log.lines(id)).isEmpty();
			node.sessions.deleteById(id);
			assertThat(server.command("EXISTS", SessionNode.key(id))).isEqualTo(0L);
			assertThat(node.get(node.begin("n", 2), "n")).isEqualTo(2);
			StoredKeys.allExpire(server);
		}
	}

	@Test
	void whenItCannotBeReadInAnOutageThenItHasEnded(RedisServer server) {
		Refusing serializer = new Refusing();
		try (SessionNode node = SessionNode.start(server, SessionNode.Setup.LOCAL.serializer(serializer))) {
			String id = node.begin("n", Refusing.UNREADABLE);
			node.cutOff();
			assertThat(node.isAlive(id)).isFalse();
			assertThat(node.isAlive(id)).isFalse();
			node.reconnected();
			assertThat(server.command("EXISTS", SessionNode.key(id))).isEqualTo(0L);
		}
	}

	@Test
	void whenTheHashHasMoreFieldsThenTheySurviveChanges(RedisServer server) {
		try (SessionNode node = SessionNode.start(server)) {
			String id = node.begin("n", 1);
			server.command("HSET", SessionNode.key(id), "version", "7");
			node.set(id, "n", 2);
			node.cutOff();
			node.set(id, "n", 3);
			node.reconnected();
			assertThat(node.get(id, "n")).isEqualTo(3);
			assertThat(server.command("HGET", SessionNode.key(id), "version")).isEqualTo("7");
		}
	}

	@Test
	void whenRandomIdsAreEndedInAnOutageThenTheJournalStaysSmallAndALogoutStillCounts(RedisServer server) {
		try (SessionNode node = SessionNode.start(server); SessionNode other = SessionNode.start(server)) {
			String known = node.begin("n", 1);
			node.cutOff();
			for (int i = 0; i < 100_000; i++) {
				node.sessions.end(UUID.randomUUID().toString());
			}
			long records = node.journal.status().records();
			assertThat(records).isBetween(1_000L, 1_300L);
			node.sessions.end(known);
			assertThat(node.isAlive(known)).isFalse();
			assertThat(node.journal.status().records()).isGreaterThan(records);
			assertThat(other.isAlive(known)).isTrue();
			node.reconnected();
			assertThat(other.isAlive(known)).isFalse();
		}
	}

	/** What may have become of a session. */
	private enum Damage {

		NO_CREATION_TIME {

			@Override
			void to(String id, SessionNode node, RedisServer server) {
				server.command("HDEL", SessionNode.key(id), "creationTime");
			}

		},

		GARBAGE {

			@Override
			void to(String id, SessionNode node, RedisServer server) {
				server.command("HSET", SessionNode.key(id), "sessionAttr:n", "garbage");
			}

		},

		GARBAGE_INTERVAL {

			@Override
			void to(String id, SessionNode node, RedisServer server) {
				server.command("HSET", SessionNode.key(id), "maxInactiveInterval", "garbage");
			}

		},

		NO_HASH {

			@Override
			void to(String id, SessionNode node, RedisServer server) {
				server.command("SET", SessionNode.key(id), "text", "PX", "100000");
			}

		},

		UNKNOWN_CLASS {

			@Override
			void to(String id, SessionNode node, RedisServer server) {
				node.set(id, "n", Refusing.UNREADABLE);
			}

		};

		abstract void to(String id, SessionNode node, RedisServer server);

	}

	/** Knows a value of a class that cannot be loaded. */
	private static final class Refusing implements RedisSerializer<Object> {

		static final String UNREADABLE = "unreadable";

		private final JdkSerializationRedisSerializer jdk = new JdkSerializationRedisSerializer(
				SessionHostileIT.class.getClassLoader());

		private final byte[] unreadable = this.jdk.serialize(UNREADABLE);

		@Override
		public byte[] serialize(@Nullable Object value) {
			return this.jdk.serialize(value);
		}

		@Override
		public @Nullable Object deserialize(byte @Nullable [] bytes) {
			if (Arrays.equals(bytes, this.unreadable)) {
				throw new NoClassDefFoundError("no.longer.There");
			}
			return this.jdk.deserialize(bytes);
		}

	}

}
