/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Goes through all users: first those who wait for Redis, by id, then those in Redis, as
 * SCAN finds them; or, while Redis is away, those in memory, by id. A cursor says which
 * of these it belongs to; where that is over, it begins anew, so that nobody is left out.
 * Immutable.
 */
final class UserPages {

	static final int MAX_SIZE = 1000;

	private static final String WAITING = "w:";

	private static final String LOCAL = "l:";

	private static final String REDIS = "r:";

	/** How often to look on before an empty page is returned. */
	private static final int LOOKS = 20;

	private final RedisGuard guard;

	private final UserReads reads;

	private final UserMemory memory;

	private final UserScan scan;

	UserPages(RedisGuard guard, UserKeys keys, UserReads reads, UserMemory memory) {
		this.guard = guard;
		this.reads = reads;
		this.memory = memory;
		this.scan = new UserScan(guard, keys);
	}

	UserPage page(@Nullable String cursor, int size) {
		Assert.isTrue(size > 0 && size <= MAX_SIZE, "'size' must be 1 to " + MAX_SIZE);
		String at = (cursor != null) ? decoded(cursor) : WAITING;
		GuardState state = this.guard.getState();
		if (state.isReadable() || state == GuardState.CONNECTING) {
			try {
				return at.startsWith(REDIS) ? inRedis(at.substring(REDIS.length()), size)
						: waiting(at.startsWith(WAITING) ? at.substring(WAITING.length()) : "", size);
			}
			catch (RedisUnavailableException ex) {
				// Those in memory, then.
			}
		}
		return local(at.startsWith(LOCAL) ? at.substring(LOCAL.length()) : "", size);
	}

	private static String decoded(String cursor) {
		try {
			String at = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			boolean known = at.startsWith(WAITING) || at.startsWith(LOCAL)
					|| at.startsWith(REDIS) && UserScan.isPosition(at.substring(REDIS.length()));
			Assert.isTrue(known, "'cursor' must be null or what the page before said is next");
			return at;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'cursor' must be null or what the page before said is next");
		}
	}

	private static String encoded(String kind, String at) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString((kind + at).getBytes(StandardCharsets.UTF_8));
	}

	private UserPage waiting(String after, int size) {
		List<String> ids = smallest(this.memory.waitingIds(), after, size);
		if (ids.isEmpty()) {
			return inRedis(UserScan.START, size);
		}
		return new UserPage(profiles(ids), encoded(WAITING, ids.get(ids.size() - 1)));
	}

	private UserPage local(String after, int size) {
		List<String> ids = smallest(this.memory.ids(), after, size);
		List<UserProfile> users = new ArrayList<>();
		for (String id : ids) {
			UserState state = this.memory.peek(id);
			if (state != null) {
				users.add(state.profile());
			}
		}
		return new UserPage(users, (ids.size() < size) ? null : encoded(LOCAL, ids.get(ids.size() - 1)));
	}

	private UserPage inRedis(String from, int size) {
		Set<String> ids = new LinkedHashSet<>();
		String at = from;
		for (int look = 0; look < LOOKS && ids.size() < size && !UserScan.END.equals(at); look++) {
			at = this.scan.look(at, (look == 0) ? size : UserScan.MOST, ids);
		}
		return new UserPage(profiles(ids), UserScan.END.equals(at) ? null : encoded(REDIS, at));
	}

	private List<UserProfile> profiles(Collection<String> ids) {
		return this.reads.findAll(ids).stream().map(UserState::profile).toList();
	}

	/** The first ones after an id. */
	private static List<String> smallest(List<String> ids, String after, int size) {
		PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
		for (String id : ids) {
			if (id.compareTo(after) > 0) {
				first.add(id);
				if (first.size() > size) {
					first.remove();
				}
			}
		}
		return first.stream().sorted().toList();
	}

}
