/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.codec.SerializationCodec;
import org.redisson.config.Config;

import org.springframework.cache.Cache;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/**
 * An application under {@link ZipfLoad}, with connections of its own.
 */
interface LoadNode extends AutoCloseable {

	@Nullable Object get(String key);

	void put(String key, Object value);

	@Override
	void close();

	static LoadNode ours(RedisStandaloneConfiguration address, int nearSize) {
		Node node = Node.on(address, Caches.near(nearSize));
		return of(node.cache(), node::close);
	}

	static LoadNode spring(RedisStandaloneConfiguration address) {
		SpringNode node = SpringNode.on(address);
		return of(node.cache(), node::close);
	}

	private static LoadNode of(Cache cache, Runnable close) {
		return new LoadNode() {

			@Override
			public @Nullable Object get(String key) {
				return Caches.value(cache, key);
			}

			@Override
			public void put(String key, Object value) {
				cache.put(key, value);
			}

			@Override
			public void close() {
				close.run();
			}

		};
	}

	/**
	 * With what is best for it: keys written as text, so that a near hit need not
	 * serialize, and writes that do not ask for the old value.
	 */
	static LoadNode redisson(RedisStandaloneConfiguration address, int nearSize) {
		Config config = new Config();
		config.useSingleServer().setAddress("redis://" + address.getHostName() + ":" + address.getPort());
		RedissonClient client = Redisson.create(config);
		RLocalCachedMap<String, Object> map = client
			.getLocalCachedMap(LocalCachedMapOptions.<String, Object>name("products")
				.cacheSize(nearSize)
				.evictionPolicy(EvictionPolicy.LFU)
				.syncStrategy(SyncStrategy.INVALIDATE)
				.useObjectAsCacheKey(true)
				.codec(new CompositeCodec(StringCodec.INSTANCE, new SerializationCodec())));
		return new LoadNode() {

			@Override
			public @Nullable Object get(String key) {
				return map.get(key);
			}

			@Override
			public void put(String key, Object value) {
				map.fastPut(key, value);
			}

			@Override
			public void close() {
				map.destroy();
				client.shutdown();
			}

		};
	}

}
