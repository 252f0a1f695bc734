/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.Assert;

/**
 * Users on the guard and the journal. How they get into Redis is told in
 * {@link UserSteps}, what this node knows by itself in {@link UserMemory}.
 *
 * <p>
 * Thread-safe. What changes is in {@link UserMemory} and {@link UserConflicts}.
 */
public final class GuardedUserRegistry implements UserRegistry, InitializingBean, DisposableBean {

	private final UserIdGenerator ids;

	private final Clock clock;

	private final UserMemory memory;

	private final UserReads reads;

	private final UserWrites writes;

	private final UserPages pages;

	private final UserConflicts conflicts;

	private final UserUpkeep upkeep;

	/**
	 * Create the registry.
	 * @param guard the way to Redis
	 * @param journal keeps what Redis missed, and tells when Redis lost data
	 * @param channel tells the other nodes, and hears them
	 * @param settings how users are kept
	 * @param ids makes ids for new users
	 * @param clock tells the time
	 * @param publisher is told of conflicts, on a thread of the registry
	 */
	public GuardedUserRegistry(RedisGuard guard, Journal journal, NodeChannel channel, UserSettings settings,
			UserIdGenerator ids, Clock clock, Consumer<UserConflictEvent> publisher) {
		this.ids = ids;
		this.clock = clock;
		this.memory = new UserMemory(settings.maxLocal());
		UserKeys keys = new UserKeys(settings);
		UserJournal users = new UserJournal(journal);
		UserSteps steps = new UserSteps(new UserRedis(keys, channel));
		this.conflicts = new UserConflicts(guard, users, keys);
		this.reads = new UserReads(guard, users, steps, this.memory);
		this.writes = new UserWrites(guard, users, steps, this.memory, this.reads, settings.onOutage());
		this.pages = new UserPages(guard, keys, this.reads, this.memory);
		this.upkeep = new UserUpkeep(guard, steps, this.memory, clock, publisher);
		users.remember(this.memory, this.conflicts);
		new UserReplays(users, steps, this.memory, this.conflicts, this.upkeep).registerWith(journal);
		channel.subscribe(UserMessage.TOPIC, new UserChannel(this.memory, this.upkeep));
	}

	@Override
	public UserProfile register(NewUser newUser) {
		NewUser checked = UserRules.checked(newUser);
		String id = this.ids.next();
		Assert.state(id != null && UserRules.isId(id),
				"The UserIdGenerator must make ids of 1 to 64 letters, digits, dashes or underscores");
		return this.writes.register(UserState.of(checked, id, this.clock.instant().truncatedTo(ChronoUnit.MILLIS)))
			.profile();
	}

	@Override
	public Optional<UserProfile> getByEmail(String email) {
		Assert.notNull(email, "'email' must not be null");
		String normalized = UserRules.normalizedEmail(email);
		return (normalized != null) ? profile(this.reads.find(Handle.email(normalized))) : Optional.empty();
	}

	@Override
	public Optional<UserProfile> getByHandle(String kind, String value) {
		return UserRules.isHandle(kind, value) ? profile(this.reads.find(new Handle(kind, value))) : Optional.empty();
	}

	@Override
	public Optional<UserProfile> getProfile(String id) {
		return UserRules.isId(id) ? profile(this.reads.find(id)) : Optional.empty();
	}

	private static Optional<UserProfile> profile(@Nullable UserState state) {
		return Optional.ofNullable(state).map(UserState::profile);
	}

	@Override
	public UserProfile updatePlan(String id, String plan) {
		return change(id, Map.of(UserState.PLAN, UserRules.plan(plan)), List.of());
	}

	@Override
	public UserProfile rename(String id, String name) {
		return change(id, Map.of(UserState.NAME, UserRules.name(name)), List.of());
	}

	@Override
	public UserProfile changeEmail(String id, String email) {
		return change(id, Map.of(Handle.EMAIL, UserRules.email(email)), List.of());
	}

	@Override
	public UserProfile setAttributes(String id, Map<String, ? extends @Nullable String> attributes) {
		Assert.notNull(attributes, "'attributes' must not be null");
		Assert.isTrue(attributes.size() <= 2 * UserRules.MAX_ATTRIBUTES,
				"There must be no more than " + UserRules.MAX_ATTRIBUTES + " attributes");
		Map<String, String> set = new LinkedHashMap<>();
		List<String> removed = new ArrayList<>();
		attributes.forEach((name, value) -> {
			if (value != null) {
				UserRules.attribute(name, value);
				set.put(name, value);
			}
			else {
				UserRules.attributeName(name);
				removed.add(name);
			}
		});
		return change(id, set, removed);
	}

	private UserProfile change(String id, Map<String, String> set, List<String> removed) {
		return this.writes.change(id, set, removed).profile();
	}

	@Override
	public void delete(String id) {
		this.writes.delete(id);
	}

	@Override
	public UserPage page(@Nullable String cursor, int size) {
		return this.pages.page(cursor, size);
	}

	@Override
	public List<UserConflict> conflicts() {
		return this.conflicts.all();
	}

	@Override
	public void dismissConflict(String conflictId) {
		this.conflicts.dismiss(conflictId);
	}

	/**
	 * What this node knows; a read of memory.
	 * @return the status
	 */
	public UserRegistryStatus getStatus() {
		return new UserRegistryStatus(this.memory.copies(), this.memory.waiting(), this.conflicts.size());
	}

	/**
	 * Begin to keep copies up to date. To be called once.
	 */
	@Override
	public void afterPropertiesSet() {
		this.upkeep.start();
	}

	/**
	 * End the thread.
	 */
	@Override
	public void destroy() {
		this.upkeep.stop();
	}

}
