/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;

/**
 * Bucket4j on Lettuce, with time limits. It connects when first used, so that the
 * application starts without Redis.
 * <p>
 * Shared state: the manager, made by the request thread that holds the lock.
 */
class PlainLimits implements DisposableBean {

	private static final String CLUSTER = "cluster:";

	private final ReentrantLock lock = new ReentrantLock();

	private final AbstractRedisClient client;

	private final Duration timeout;

	private @Nullable ProxyManager<byte[]> manager;

	PlainLimits(@Value("${matrix.redis}") String uri, @Value("${spring.data.redis.timeout}") Duration timeout) {
		this.timeout = timeout;
		this.client = uri.startsWith(CLUSTER) ? cluster(uri.substring(CLUSTER.length())) : single(uri);
	}

	private AbstractRedisClient single(String uri) {
		RedisURI address = RedisURI.create(uri);
		address.setTimeout(this.timeout);
		RedisClient single = RedisClient.create(address);
		single.setOptions(withTimeouts(ClientOptions.builder()).build());
		return single;
	}

	private AbstractRedisClient cluster(String nodes) {
		RedisClusterClient cluster = RedisClusterClient.create(Arrays.stream(nodes.split(","))
			.map((node) -> RedisURI.builder(RedisURI.create("redis://" + node)).withTimeout(this.timeout).build())
			.toList());
		ClusterClientOptions.Builder options = ClusterClientOptions.builder()
			.topologyRefreshOptions(
					ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(Duration.ofSeconds(1)).build());
		withTimeouts(options);
		cluster.setOptions(options.build());
		return cluster;
	}

	private ClientOptions.Builder withTimeouts(ClientOptions.Builder options) {
		return options.socketOptions(SocketOptions.builder().connectTimeout(this.timeout).build())
			.timeoutOptions(TimeoutOptions.enabled(this.timeout));
	}

	boolean admits(String limit, String key) {
		long capacity = Ledger.USED_UP.equals(limit) ? Ledger.BURST : 1_000_000;
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit((rate) -> rate.capacity(capacity).refillGreedy(capacity, Duration.ofHours(1)))
			.build();
		return manager().builder()
			.build((limit + ":" + key).getBytes(StandardCharsets.UTF_8), () -> configuration)
			.tryConsume(1);
	}

	private Bucket4jLettuce.LettuceBasedProxyManagerBuilder<byte[]> builder() {
		return (this.client instanceof RedisClusterClient cluster)
				? Bucket4jLettuce.casBasedBuilder(cluster.connect(ByteArrayCodec.INSTANCE))
				: Bucket4jLettuce.casBasedBuilder(((RedisClient) this.client).connect(ByteArrayCodec.INSTANCE));
	}

	private ProxyManager<byte[]> manager() {
		this.lock.lock();
		try {
			ProxyManager<byte[]> existing = this.manager;
			if (existing != null) {
				return existing;
			}
			ProxyManager<byte[]> fresh = builder().requestTimeout(this.timeout)
				.expirationAfterWrite(
						ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofHours(1)))
				.build();
			this.manager = fresh;
			return fresh;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void destroy() {
		this.client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
	}

}
