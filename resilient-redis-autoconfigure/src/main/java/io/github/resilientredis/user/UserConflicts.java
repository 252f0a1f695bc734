/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Conflicts, in a hash in Redis for all nodes, and the last ones of this node in memory.
 * A conflict gets into Redis through the journal, as does its dismissal if Redis is away.
 *
 * <p>
 * Thread-safe. The map is read and written under the lock; the eldest goes beyond its
 * bound.
 */
final class UserConflicts {

	static final int MAX = 1000;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[0-9]{1,19})?");

	private static final byte FORMAT = 1;

	private final RedisGuard guard;

	private final UserJournal journal;

	private final byte[] key;

	private final ReentrantLock lock = new ReentrantLock();

	private final LinkedHashMap<String, UserConflict> known = new LinkedHashMap<>();

	UserConflicts(RedisGuard guard, UserJournal journal, UserKeys keys) {
		this.guard = guard;
		this.journal = journal;
		this.key = keys.conflicts();
	}

	/**
	 * A conflict has turned out.
	 * @param conflict the conflict
	 * @param losing the losing user
	 * @return whether it is news, once it is written down
	 */
	CompletableFuture<Boolean> report(UserConflict conflict, UserState losing) {
		boolean news = keep(conflict);
		return this.journal.conflict(conflict.id(), encode(conflict, losing)).thenApply((kept) -> news);
	}

	/** What an earlier process left in the journal. */
	void remember(String id, byte[] payload) {
		UserConflict conflict = decode(id, payload);
		if (conflict != null) {
			keep(conflict);
		}
	}

	private boolean keep(UserConflict conflict) {
		this.lock.lock();
		try {
			boolean news = this.known.put(conflict.id(), conflict) == null;
			if (this.known.size() > MAX) {
				this.known.remove(this.known.keySet().iterator().next());
			}
			return news;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The conflicts of all nodes, or of this one if Redis is away. */
	List<UserConflict> all() {
		if (this.guard.getState() != GuardState.LOCAL_ONLY) {
			try {
				Map<String, UserConflict> found = new LinkedHashMap<>();
				ScanCursor cursor = ScanCursor.INITIAL;
				while (!cursor.isFinished() && found.size() < MAX) {
					cursor = read(cursor, found);
				}
				return merged(found);
			}
			catch (RedisUnavailableException ex) {
				// Those of this node, then.
			}
		}
		return known();
	}

	private ScanCursor read(ScanCursor from, Map<String, UserConflict> found) {
		MapScanCursor<byte[], byte[]> page = this.guard.await(UserCaller.READ.onKey(this.key),
				(redis) -> redis.hscan(this.key, from, ScanArgs.Builder.limit(100)));
		page.getMap().forEach((name, value) -> {
			String id = new String(name, StandardCharsets.UTF_8);
			UserConflict conflict = decode(id, value);
			if (conflict != null && found.size() < MAX) {
				found.put(id, conflict);
			}
		});
		return page;
	}

	/** What waits in the journal is newer than what Redis says. */
	private List<UserConflict> merged(Map<String, UserConflict> found) {
		this.lock.lock();
		try {
			found.keySet().removeIf((id) -> this.journal.isConflictPending(id) && !this.known.containsKey(id));
			this.known.values()
				.removeIf((conflict) -> !found.containsKey(conflict.id())
						&& !this.journal.isConflictPending(conflict.id()));
			this.known.forEach(found::putIfAbsent);
			return new ArrayList<>(found.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<UserConflict> known() {
		this.lock.lock();
		try {
			return List.copyOf(this.known.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		return known().size();
	}

	void dismiss(String id) {
		Assert.notNull(id, "'conflictId' must not be null");
		if (!ID.matcher(id).matches()) {
			return;
		}
		if (!removed(id) && this.guard.getState() != GuardState.LOCAL_ONLY) {
			this.journal.conflict(id, new byte[0]).join();
		}
		this.lock.lock();
		try {
			this.known.remove(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean removed(String id) {
		if (this.journal.isConflictPending(id)) {
			return false;
		}
		try {
			this.guard.await(UserCaller.WRITE.onKey(this.key), (redis) -> write(redis, id, new byte[0]));
			this.journal.dismissed(id);
			return true;
		}
		catch (RedisUnavailableException ex) {
			return false;
		}
	}

	/** Write a conflict, or remove it if it is empty. */
	CompletableFuture<?> write(RedisClusterAsyncCommands<byte[], byte[]> redis, String id, byte[] conflict) {
		byte[] field = UserJournal.key(id);
		return ((conflict.length > 0) ? redis.hset(this.key, Map.of(field, conflict)) : redis.hdel(this.key, field))
			.toCompletableFuture();
	}

	private static byte[] encode(UserConflict conflict, UserState losing) {
		return UserCodec.encode((out) -> {
			out.writeByte(FORMAT);
			out.writeLong(conflict.detectedAt().toEpochMilli());
			UserCodec.put(out, conflict.handleKind());
			UserCodec.put(out, conflict.ownerId());
			out.writeBoolean(conflict.registration());
			UserCodec.put(out, losing.id());
			UserCodec.put(out, losing.fields());
		});
	}

	private static @Nullable UserConflict decode(String id, byte[] bytes) {
		try {
			DataInputStream in = UserCodec.decode(bytes);
			if (in.read() != FORMAT) {
				return null;
			}
			return new UserConflict(id, Instant.ofEpochMilli(in.readLong()), UserCodec.text(in), UserCodec.text(in),
					in.readBoolean(), new UserState(UserCodec.text(in), UserCodec.texts(in)).profile());
		}
		catch (IOException ex) {
			return null;
		}
	}

}
