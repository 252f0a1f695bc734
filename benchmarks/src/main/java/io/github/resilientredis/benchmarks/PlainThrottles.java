/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

/**
 * One plain connection of Lettuce, shared by all threads: for GETs, and for Bucket4j's
 * own proxy manager.
 */
final class PlainThrottles implements AutoCloseable {

	private static final Duration KEPT = Duration.ofHours(1);

	/** As long as a bucket with one rate. */
	private static final byte[] VALUE = new byte[64];

	private final RedisClient client;

	private final StatefulRedisConnection<byte[], byte[]> connection;

	PlainThrottles(RedisServer server) {
		this.client = RedisClient.create(RedisURI.create(server.host(), server.port()));
		this.connection = this.client.connect(ByteArrayCodec.INSTANCE);
	}

	/** GETs, of values like buckets. */
	Side get(ThrottlePart part) {
		byte[][] keys = keys("raw:", part);
		for (byte[] key : keys) {
			this.connection.sync().set(key, VALUE);
		}
		return (index) -> {
			byte[] found = get(keys[index]);
			if (found == null || found.length != VALUE.length) {
				throw new IllegalStateException("Wrong value of key " + index);
			}
		};
	}

	private byte[] get(byte[] key) {
		try {
			return this.connection.async().get(key).get(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Bucket4j, with buckets that expire. */
	Side bucket4j(ThrottlePart part) {
		ProxyManager<byte[]> manager = Bucket4jLettuce.casBasedBuilder(this.connection)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
			.build();
		BucketConfiguration configuration = configuration(part);
		byte[][] keys = keys("plain:", part);
		long cost = part.limit().cost();
		if (!part.admits()) {
			manager.builder().build(keys[0], () -> configuration).tryConsumeAsMuchAsPossible();
		}
		return (index) -> {
			boolean consumed = manager.builder()
				.build(keys[index], () -> configuration)
				.tryConsumeAndReturnRemaining(cost)
				.isConsumed();
			if (consumed != part.admits()) {
				throw new IllegalStateException("Consumed by plain Bucket4j: " + consumed);
			}
		};
	}

	private static BucketConfiguration configuration(ThrottlePart part) {
		ConfigurationBuilder builder = BucketConfiguration.builder();
		part.limit()
			.rates()
			.forEach((rate) -> builder
				.addLimit((limit) -> limit.capacity(rate.burst()).refillGreedy(rate.permits(), rate.period())));
		return builder.build();
	}

	private static byte[][] keys(String prefix, ThrottlePart part) {
		return IntStream.range(0, part.keys())
			.mapToObj((number) -> (prefix + "user-number-" + number).getBytes(StandardCharsets.UTF_8))
			.toArray(byte[][]::new);
	}

	@Override
	public void close() {
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
	}

}
