/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users in Redis through the guard, and on this node while Redis is away. Users who
 * register during an outage are kept here and handed over by {@link UserHandover}. A user
 * this node has seen and Redis has lost is put back the same way.
 */
class GuardedUserStore implements UserStore {

	private static final Logger logger = LoggerFactory.getLogger(GuardedUserStore.class);

	private static final RedisOperation FIND = RedisOperation.idempotent("users.find");

	private static final RedisOperation CREATE = RedisOperation.idempotent("users.create");

	private final RedisGuard guard;

	private final LocalUsers local;

	private final RedisUsers redisUsers = new RedisUsers();

	GuardedUserStore(RedisGuard guard, LocalUsers local) {
		this.guard = guard;
		this.local = local;
	}

	@Override
	public Optional<Account> findByEmail(String email) {
		return Optional.ofNullable(find(RedisUsers.emailKey(email)));
	}

	@Override
	public Optional<Account> findByName(String name) {
		return Optional.ofNullable(find(RedisUsers.nameKey(name)));
	}

	private @Nullable Account find(String claim) {
		Account unsaved = this.local.findUnsaved(claim);
		if (unsaved != null) {
			return unsaved;
		}
		try {
			Optional<Account> found = this.guard.execute(FIND.onKey(bytes(claim)),
					(redis) -> this.redisUsers.find(redis, claim));
			found.ifPresent(this.local::remember);
			return found.orElseGet(() -> putBack(this.local.find(claim)));
		}
		catch (RedisUnavailableException ex) {
			return this.local.find(claim);
		}
	}

	private @Nullable Account putBack(@Nullable Account lost) {
		if (lost != null) {
			try {
				this.local.keep(lost);
			}
			catch (RegistrationsFullException | UserConflictException ex) {
				logger.debug("Not put back", ex);
			}
		}
		return lost;
	}

	@Override
	public void create(Account account) {
		this.local.requireFree(account);
		try {
			save(account);
		}
		catch (RedisUnavailableException ex) {
			if (ex.isOutcomeUnknown()) {
				logger.warn("Redis timeout during registration, kept on this node: {}", ex.getMessage());
			}
			this.local.keep(account);
		}
	}

	/**
	 * Write an account to Redis. May be repeated.
	 * @param account the account
	 * @throws UserConflictException if its address or name is taken
	 * @throws RedisUnavailableException if Redis is away
	 */
	void save(Account account) {
		byte[] key = bytes(RedisUsers.emailKey(account.user().email()));
		Optional<String> taken = this.guard.execute(CREATE.onKey(key),
				(redis) -> this.redisUsers.create(redis, account));
		taken.ifPresent((field) -> {
			throw new UserConflictException(field);
		});
		this.local.saved(account);
	}

	private static byte[] bytes(String key) {
		return key.getBytes(StandardCharsets.UTF_8);
	}

}
