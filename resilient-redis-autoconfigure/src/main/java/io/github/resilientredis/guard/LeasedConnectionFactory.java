/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;

/**
 * Lends Spring Data the link of the current lease.
 */
final class LeasedConnectionFactory implements RedisConnectionFactory {

	private final Supplier<@Nullable Lease> current;

	LeasedConnectionFactory(Supplier<@Nullable Lease> current) {
		this.current = current;
	}

	@Override
	public RedisConnection getConnection() {
		Lease lease = this.current.get();
		if (lease == null) {
			throw new InvalidDataAccessApiUsageException("These commands are valid only while RedisGuard.execute "
					+ "runs the action that it gave them to, and only on its thread");
		}
		return lease.link().view(lease.timeout());
	}

	@Override
	public RedisClusterConnection getClusterConnection() {
		if (getConnection() instanceof RedisClusterConnection connection) {
			return connection;
		}
		throw new InvalidDataAccessApiUsageException("Redis Cluster is not configured");
	}

	@Override
	public RedisSentinelConnection getSentinelConnection() {
		throw new InvalidDataAccessApiUsageException("Sentinels are not reached through RedisGuard");
	}

	@Override
	public boolean getConvertPipelineAndTxResults() {
		return true;
	}

	@Override
	public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
		return null;
	}

}
