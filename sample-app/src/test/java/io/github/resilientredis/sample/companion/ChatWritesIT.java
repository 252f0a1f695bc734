/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ChatWrites} leaves in Redis is what {@link ChatHistory} says.
 */
@ExtendWith(RedisKitExtension.class)
class ChatWritesIT {

	private static final long DAY = 24 * 3600 * 1000;

	private final JsonMapper json = new JsonMapper();

	private final ChatWrites writes = new ChatWrites(this.json);

	@Test
	void inWhateverOrderAndHoweverOftenChangesAreAppliedTheResultIsTheSame(RedisServer server) throws Exception {
		List<ChatChange> changes = new ArrayList<>();
		for (int i = 1; i < 30; i++) {
			changes
				.add(ChatChange.saved(new ChatMessage("m" + i, "c" + i % 5, "text | " + i, 1 + i % 10, i * DAY / 2)));
		}
		changes.add(ChatChange.cleared(5 * DAY));
		changes.add(ChatChange.cleared(3 * DAY));
		ChatHistory expected = changes.stream()
			.map(ChatChange::history)
			.reduce(ChatHistory.NOTHING, ChatHistory::merge);
		Random random = new Random(3);
		withCommands(server, (redis) -> {
			for (int round = 0; round < 10; round++) {
				redis.flushall().get();
				List<ChatChange> shuffled = new ArrayList<>(changes);
				shuffled.addAll(changes.subList(0, 10));
				Collections.shuffle(shuffled, random);
				for (ChatChange change : shuffled) {
					apply(redis, change);
				}
				ChatHistory found = ChatReads.history(redis.hgetall(ChatKeys.history("u")).get());
				assertThat(found.conversations()).isEqualTo(expected.conversations());
				assertThat(found.days()).isEqualTo(expected.days());
				assertThat(found.clearedAt()).isEqualTo(expected.clearedAt());
			}
		});
	}

	@Test
	void theSameMessageTwiceIsOneMember(RedisServer server) throws Exception {
		ChatChange change = ChatChange.saved(new ChatMessage("m", "c", "text", 5, DAY));
		withCommands(server, (redis) -> {
			apply(redis, change);
			apply(redis, change);
			assertThat(redis.zcard(ChatKeys.messages("u")).get()).isEqualTo(1);
			assertThat(redis.hlen(ChatKeys.history("u")).get()).isEqualTo(2);
			apply(redis, ChatChange.cleared(DAY));
			assertThat(redis.exists(ChatKeys.messages("u")).get()).isZero();
			assertThat(redis.hlen(ChatKeys.history("u")).get()).isEqualTo(1);
			assertThat(redis.ttl(ChatKeys.history("u")).get()).isGreaterThan(Duration.ofDays(29).toSeconds());
			apply(redis, ChatChange.saved(new ChatMessage("n", "c", "text", 5, 2 * DAY)));
			assertThat(redis.ttl(ChatKeys.history("u")).get()).isEqualTo(-1);
		});
	}

	@Test
	void whatAUserHasIsBoundedAndTheOldestGoesFirst(RedisServer server) throws Exception {
		withCommands(server, (redis) -> {
			byte[] history = ChatKeys.history("u");
			for (int i = 1; i <= 2 * ChatHistory.MAX_ENTRIES; i++) {
				redis.hset(history, ChatKeys.conversation("old" + i), ChatKeys.bytes(i + "|5|x"));
				redis.zadd(ChatKeys.messages("u"), i, ChatKeys.bytes("old" + i));
			}
			apply(redis, ChatChange.saved(new ChatMessage("m", "new", "text", 5, DAY)));
			assertThat(redis.hlen(history).get()).isEqualTo(1800);
			assertThat(redis.hexists(history, ChatKeys.conversation("new")).get()).isTrue();
			assertThat(redis.hexists(history, ChatKeys.conversation("old202")).get()).isFalse();
			assertThat(redis.hexists(history, ChatKeys.conversation("old203")).get()).isTrue();
			assertThat(redis.zcard(ChatKeys.messages("u")).get()).isEqualTo(1000);
		});
	}

	private void apply(RedisAsyncCommands<byte[], byte[]> redis, ChatChange change) throws Exception {
		this.writes.apply(redis, ChatKeys.bytes("u"), this.json.writeValueAsBytes(change))
			.toCompletableFuture()
			.get(5, TimeUnit.SECONDS);
	}

	private static void withCommands(RedisServer server, Work work) throws Exception {
		RedisClient client = RedisClient.create(RedisURI.create(server.host(), server.port()));
		try {
			work.on(client.connect(ByteArrayCodec.INSTANCE).async());
		}
		finally {
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
	}

	private interface Work {

		void on(RedisAsyncCommands<byte[], byte[]> redis) throws Exception;

	}

}
