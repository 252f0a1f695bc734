/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each script against a session that lives, has ended, or was never there.
 */
@ExtendWith(RedisKitExtension.class)
class SessionScriptsIT {

	private static final RedisOperation ANY = RedisOperation.idempotent("test").writing();

	private static final String ID = "some-id";

	private SessionNode node;

	private SessionFormat format;

	private RedisSessions redis;

	@BeforeEach
	void start(RedisServer server) {
		this.node = SessionNode.start(server);
		this.format = new SessionFormat(SessionNode.Setup.LOCAL.serializer());
		this.redis = new RedisSessions(new SessionKeys("resilient-redis:", "spring:session"), this.format,
				SessionLayout.plain(), this.node.channel);
	}

	@AfterEach
	void stop(RedisServer server) {
		this.node.close();
		StoredKeys.allExpire(server);
	}

	@Test
	void nothingIsWrittenToASessionThatHasEnded(RedisServer server) {
		end(ID);
		assertThat(this.<WriteAnswer>send((commands) -> this.redis.create(commands, session("a"))))
			.isEqualTo(WriteAnswer.ENDED);
		assertThat(change("b", 1)).isEqualTo(WriteAnswer.ENDED);
		assertThat(replay("b", 1, true)).isEqualTo(WriteAnswer.ENDED);
		assertThat(this.<WriteAnswer>send((commands) -> this.redis.touch(commands, touch())))
			.isEqualTo(WriteAnswer.ENDED);
		assertThat(this.<List<Object>>send((commands) -> this.redis.claim(commands, ending(ID, true)))).hasSize(1);
		assertThat(server.command("EXISTS", SessionNode.key(ID))).isEqualTo(0L);
	}

	/** What a server without scripts, such as Spring Session's, may have written. */
	@Test
	void whatWasWrittenBesideTheEndIsNotReadNorChanged(RedisServer server) {
		end(ID);
		server.command("HSET", SessionNode.key(ID), "planted", "x");
		server.command("PEXPIRE", SessionNode.key(ID), "60000");
		assertThat(this.<List<Object>>send((commands) -> this.redis.read(commands, ID))).isEmpty();
		assertThat(this.<Boolean>send((commands) -> this.redis.exists(commands, ID))).isFalse();
		assertThat(change("b", 1)).isEqualTo(WriteAnswer.ENDED);
		assertThat(replay("b", 1, true)).isEqualTo(WriteAnswer.ENDED);
		assertThat(server.command("HLEN", SessionNode.key(ID))).isEqualTo(1L);
	}

	@Test
	void aSessionThatIsMissingIsOnlyWrittenAsAWhole(RedisServer server) {
		assertThat(change("b", 1)).isEqualTo(WriteAnswer.MISSING);
		assertThat(this.<WriteAnswer>send((commands) -> this.redis.touch(commands, touch())))
			.isEqualTo(WriteAnswer.MISSING);
		assertThat(replay("b", 1, false)).isEqualTo(WriteAnswer.MISSING);
		assertThat(server.command("EXISTS", SessionNode.key(ID))).isEqualTo(0L);
		assertThat(replay("b", 1, true)).isEqualTo(WriteAnswer.DONE);
		assertThat(value()).isEqualTo("b");
	}

	@Test
	void anOlderReplayDoesNotUndoANewerChange() {
		send((commands) -> this.redis.create(commands, session("a")));
		assertThat(change("newer", 20)).isEqualTo(WriteAnswer.DONE);
		assertThat(replay("older", 10, true)).isEqualTo(WriteAnswer.DONE);
		assertThat(value()).isEqualTo("newer");
		assertThat(replay("newest", 30, true)).isEqualTo(WriteAnswer.DONE);
		assertThat(value()).isEqualTo("newest");
		// A change made now is newer whatever its number.
		assertThat(change("now", 1)).isEqualTo(WriteAnswer.DONE);
		assertThat(replay("newest", 30, true)).isEqualTo(WriteAnswer.DONE);
		assertThat(value()).isEqualTo("now");
	}

	@Test
	void aClaimEndsAnIdThatRedisDoesNotKnow() {
		assertThat(this.<List<Object>>send((commands) -> this.redis.claim(commands, ending(ID, true)))).isEmpty();
		assertThat(replay("late", 1, true)).isEqualTo(WriteAnswer.ENDED);
	}

	@Test
	void whatWasNotConfirmedForADayIsNotPutBack() {
		Instant now = Instant.ofEpochMilli(1_000_000_000);
		SessionMemory memory = new SessionMemory(SessionNode.Setup.LOCAL.settings(),
				new SessionJournal(this.node.guard, this.node.journal), Clock.fixed(now, ZoneOffset.UTC));
		Duration day = SessionMemory.CUT_OFF;
		assertThat(memory.mayBePutBack(confirmed(now.minus(day).plusMillis(1)))).isTrue();
		assertThat(memory.mayBePutBack(confirmed(now.minus(day)))).isFalse();
	}

	private LocalCopy confirmed(Instant at) {
		return new LocalCopy(session("a"), Map.of(), at.toEpochMilli(), 0);
	}

	private static Ending ending(String id, boolean renamed) {
		return new Ending(id, renamed, 60_000, null);
	}

	private void end(String id) {
		this.node.guard.await(ANY, (commands) -> this.redis.end(commands, ending(id, false)).thenApply((done) -> true));
	}

	private WriteAnswer change(String value, long number) {
		SessionChange change = new SessionChange(System.currentTimeMillis(), 60, Map.of("n", bytes(value)));
		return send(
				(commands) -> this.redis.change(commands, new NumberedChange(ID, change, false, number, null, null)));
	}

	private WriteAnswer replay(String value, long number, boolean whole) {
		LocalCopy copy = new LocalCopy(session(value), Map.of("sessionAttr:n", number), 0, 0);
		return send((commands) -> this.redis.replay(commands, copy, whole));
	}

	private Object value() {
		List<Object> fields = send((commands) -> this.redis.read(commands, ID));
		Map<String, byte[]> attributes = new HashMap<>(this.format.read(ID, fields).attributes());
		Object value = this.format.value(attributes.getOrDefault("n", new byte[0]));
		assertThat(value).isNotNull();
		return value;
	}

	private StoredSession session(String value) {
		return new StoredSession(ID, 1, System.currentTimeMillis(), 60, Map.of("n", bytes(value)));
	}

	private static SessionTouch touch() {
		return new SessionTouch(ID, System.currentTimeMillis() + 100_000, 60);
	}

	private byte[] bytes(String value) {
		return this.format.bytes(value);
	}

	private <T> T send(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletableFuture<T>> action) {
		return this.node.guard.<T>await(ANY, action::apply);
	}

}
