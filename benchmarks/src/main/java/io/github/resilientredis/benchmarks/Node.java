/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.time.Clock;

import io.github.resilientredis.cache.CacheBackend;
import io.github.resilientredis.cache.ResilientCacheConfiguration;
import io.github.resilientredis.cache.ResilientCacheManager;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceNodeChannel;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;

import org.springframework.cache.Cache;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * An application with our cache, put together as the auto-configuration does it, once it
 * has found Redis and hears the others.
 */
final class Node implements AutoCloseable {

	private final RecoveringJournal journal = RecoveringJournal.open(JournalSettings.defaults(),
			GuardSettings.defaults().keyPrefix(), Clock.systemUTC());

	private final LettuceRedisGuard guard;

	private final LettuceNodeChannel channel;

	private final Cache cache;

	private Node(RedisStandaloneConfiguration address, ResilientCacheConfiguration configuration, boolean alone) {
		this.guard = Guards.on(address, this.journal);
		this.channel = new LettuceNodeChannel(new LettuceConnectionFactory(address), GuardSettings.defaults(),
				this.guard);
		this.channel.start();
		ResilientCacheManager manager = new ResilientCacheManager(
				new CacheBackend(this.guard, this.journal, alone ? NodeChannel.alone() : this.channel), configuration);
		manager.afterPropertiesSet();
		this.cache = Caches.of(manager);
		await(GuardState.AVAILABLE);
		Guards.await("Other nodes are not heard", () -> alone || this.channel.isTrusted());
	}

	/** With the channel between nodes, as by default. */
	static Node on(RedisStandaloneConfiguration address, ResilientCacheConfiguration configuration) {
		return new Node(address, configuration, false);
	}

	/** Without the channel. */
	static Node alone(RedisStandaloneConfiguration address, ResilientCacheConfiguration configuration) {
		return new Node(address, configuration, true);
	}

	Cache cache() {
		return this.cache;
	}

	RedisGuard guard() {
		return this.guard;
	}

	void await(GuardState state) {
		Guards.await(this.guard, state);
	}

	@Override
	public void close() {
		this.channel.stop();
		this.guard.stop();
		this.journal.destroy();
	}

}
