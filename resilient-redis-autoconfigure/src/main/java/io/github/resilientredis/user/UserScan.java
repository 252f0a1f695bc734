/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.models.role.RedisNodeDescription;

/**
 * Looks for profiles with SCAN, on one master after the other. A position is the number
 * of the master, by id, what names all masters at that time, and the cursor of SCAN. If
 * the masters have changed since, it begins anew. Immutable.
 */
final class UserScan {

	static final String START = "0:0:0";

	static final String END = "";

	/** How many keys are looked at in one go, at most. */
	static final int MOST = 5000;

	private static final Pattern POSITION = Pattern.compile("\\d{1,5}:-?\\d{1,10}:\\d{1,20}");

	private static final RedisOperation SCAN = RedisOperation.idempotent("users.scan");

	private final RedisGuard guard;

	private final UserKeys keys;

	UserScan(RedisGuard guard, UserKeys keys) {
		this.guard = guard;
		this.keys = keys;
	}

	static boolean isPosition(String text) {
		return POSITION.matcher(text).matches();
	}

	/**
	 * Look once.
	 * @param at where
	 * @param count about how many keys to look at
	 * @param ids what is found
	 * @return where to go on
	 */
	String look(String at, int count, Set<String> ids) {
		String[] parts = at.split(":");
		Position position = new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
		ScanArgs args = ScanArgs.Builder.matches(this.keys.pattern()).limit(count);
		Found found = this.guard.await(SCAN, (redis) -> scan(redis, position, args));
		found.page().getKeys().stream().map(this.keys::id).filter(UserRules::isId).forEach(ids::add);
		return found.next();
	}

	private static CompletionStage<Found> scan(RedisClusterAsyncCommands<byte[], byte[]> redis, Position at,
			ScanArgs args) {
		if (!(redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)) {
			return redis.scan(ScanCursor.of(at.cursor()), args).thenApply((page) -> Found.of(page, at, 1));
		}
		StatefulRedisClusterConnection<byte[], byte[]> connection = connection(cluster);
		List<String> masters = connection.getPartitions()
			.stream()
			.filter((node) -> node.getRole() == RedisNodeDescription.Role.UPSTREAM && !node.hasNoSlots())
			.map(RedisClusterNode::getNodeId)
			.sorted()
			.toList();
		if (masters.isEmpty()) {
			return CompletableFuture.failedFuture(new IllegalStateException("The cluster has no masters"));
		}
		boolean same = at.masters() == masters.hashCode() && at.number() < masters.size();
		Position from = same ? at : new Position(0, masters.hashCode(), "0");
		return connection.getConnectionAsync(masters.get(from.number()))
			.thenCompose((node) -> node.async().scan(ScanCursor.of(from.cursor()), args))
			.thenApply((page) -> Found.of(page, from, masters.size()));
	}

	/** There is no other way from the commands to a node of one's choice. */
	@SuppressWarnings("deprecation")
	private static StatefulRedisClusterConnection<byte[], byte[]> connection(
			RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster) {
		return cluster.getStatefulConnection();
	}

	/**
	 * Where it is.
	 *
	 * @param number which master
	 * @param masters what names all of them
	 * @param cursor where on that one
	 */
	private record Position(int number, long masters, String cursor) {

	}

	/**
	 * What was found.
	 *
	 * @param page the keys
	 * @param next where to go on
	 */
	private record Found(KeyScanCursor<byte[]> page, String next) {

		static Found of(KeyScanCursor<byte[]> page, Position at, int masters) {
			if (!page.isFinished()) {
				return new Found(page, at.number() + ":" + at.masters() + ':' + page.getCursor());
			}
			return new Found(page, (at.number() + 1 < masters) ? (at.number() + 1) + ":" + at.masters() + ":0" : END);
		}

	}

}
