/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.LuaScript;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Revocations in Redis, at the master. {@code <prefix>revoked} is a sorted set of token
 * ids with the millisecond in which they expire, {@code <prefix>revoked-before} one of
 * subjects with a second. Commands: a script of ZADD GT, TIME, ZRANGEBYSCORE, ZREM (of
 * what is long past) and PUBLISH; ZSCORE; ZRANGEBYSCORE. In Cluster the two keys are in
 * different slots and never in one script.
 */
final class TokenRedis {

	static final String TOPIC = "token";

	private static final RedisOperation ASK = RedisOperation.idempotent("tokens.ask");

	private static final RedisOperation LOAD = RedisOperation.idempotent("tokens.load").within(Duration.ofSeconds(2));

	private static final byte[] NOTHING = {};

	// Permission to publish or to ask for the time may be missing, which takes nothing
	// back. Who changes nothing has nothing to tell: whoever did has told it.
	private static final LuaScript<@Nullable String> WRITE = new LuaScript<>(ScriptOutputType.VALUE,
			(answer) -> (answer != null) ? new String((byte[]) answer, StandardCharsets.UTF_8) : null,
			"""
					local changed = 0
					for i = 5, #ARGV, 2 do
					  changed = changed + redis.call('zadd', KEYS[1], 'gt', 'ch', ARGV[i], ARGV[i + 1])
					end
					local time = redis.pcall('time')
					if not time.err then
					  local old = redis.call('zrangebyscore', KEYS[1], '-inf', time[1] * ARGV[3] - ARGV[4], 'limit', 0, 100)
					  if #old > 0 then redis.call('zrem', KEYS[1], unpack(old)) end
					end
					if changed > 0 and ARGV[1] ~= '' then
					  local told = redis.pcall('publish', ARGV[1], ARGV[2])
					  if type(told) == 'table' then return told.err end
					end
					return false
					""");

	private final RedisGuard guard;

	private final NodeChannel channel;

	TokenRedis(RedisGuard guard, NodeChannel channel) {
		this.guard = guard;
		this.channel = channel;
	}

	/**
	 * Write revocations of one kind and tell the other nodes, who never hear of one
	 * before it is there.
	 * @return whether they could be told, or never will be
	 */
	CompletionStage<Boolean> write(RedisClusterAsyncCommands<byte[], byte[]> redis, RevocationSet set,
			List<Revocation> revocations) {
		ChannelMessage message = this.channel.message(TOPIC, Revocation.message(revocations));
		byte[][] arguments = new byte[4 + 2 * revocations.size()][];
		arguments[0] = (message != null) ? message.channel() : NOTHING;
		arguments[1] = (message != null) ? message.bytes() : NOTHING;
		arguments[2] = number(set.kind().perSecond());
		arguments[3] = number(set.keptFor());
		for (int i = 0; i < revocations.size(); i++) {
			arguments[4 + 2 * i] = number(revocations.get(i).score());
			arguments[5 + 2 * i] = revocations.get(i).nameBytes();
		}
		return WRITE.send(redis, new byte[][] { set.redisKey() }, arguments)
			.thenApply((error) -> error == null || this.channel.isNotPermitted(error));
	}

	/** Tell the other nodes without writing, where Redis takes no writes. */
	CompletionStage<Boolean> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, Revocation revocation) {
		return this.channel.publish(redis, TOPIC, Revocation.message(List.of(revocation))).thenApply((told) -> true);
	}

	/**
	 * Ask for a token and a subject, in one round trip.
	 * @param set of which kind the first is
	 * @param name what to ask for
	 * @param other of which kind the second is
	 * @param otherName what else to ask for, {@code null} for nothing
	 */
	Found ask(RevocationSet set, String name, RevocationSet other, @Nullable String otherName) {
		return this.guard.await(ASK.onKey(set.redisKey()), (redis) -> {
			CompletionStage<@Nullable Double> first = redis.zscore(set.redisKey(), bytes(name));
			if (otherName == null) {
				return first.thenApply((score) -> new Found(score, null));
			}
			CompletionStage<@Nullable Double> second = redis.zscore(other.redisKey(), bytes(otherName));
			return first.thenCombine(second, Found::new);
		});
	}

	/** Revocations of a kind by score, from the lowest. */
	List<Revocation> page(RevocationSet set, long from, int size) {
		Range<Number> range = Range.from(Range.Boundary.including(from), Range.Boundary.unbounded());
		List<ScoredValue<byte[]>> page = this.guard.await(LOAD.onKey(set.redisKey()),
				(redis) -> redis.zrangebyscoreWithScores(set.redisKey(), range, Limit.create(0, size)));
		return page.stream()
			.map((member) -> new Revocation(set.kind(), new String(member.getValue(), StandardCharsets.US_ASCII),
					(long) member.getScore()))
			.toList();
	}

	private static byte[] bytes(String name) {
		return name.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] number(long number) {
		return bytes(String.valueOf(number));
	}

	/**
	 * What Redis has.
	 *
	 * @param first the score of the first
	 * @param second the score of the second
	 */
	record Found(@Nullable Double first, @Nullable Double second) {

	}

}
