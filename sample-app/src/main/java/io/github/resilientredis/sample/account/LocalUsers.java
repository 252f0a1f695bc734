/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the users by itself, by the keys of their claims: those it has
 * seen, so that they can sign in during an outage, and those that Redis does not have
 * yet.
 *
 * <p>
 * {@code seen} is Caffeine's and forgets beyond its size. {@code unsaved} is read and
 * written under this object's lock, which is never held during I/O; it refuses beyond its
 * limit.
 */
class LocalUsers {

	private static final int MAX_SEEN = 100_000;

	private final Cache<String, Account> seen = Caffeine.newBuilder().maximumSize(MAX_SEEN).build();

	private final Map<String, Account> unsaved = new LinkedHashMap<>();

	private final int maxUnsaved;

	LocalUsers(int maxUnsaved) {
		this.maxUnsaved = maxUnsaved;
	}

	@Nullable Account find(String claim) {
		Account account = findUnsaved(claim);
		return (account != null) ? account : this.seen.getIfPresent(claim);
	}

	synchronized @Nullable Account findUnsaved(String claim) {
		return this.unsaved.get(claim);
	}

	void remember(Account account) {
		claims(account).forEach((claim) -> this.seen.put(claim, account));
	}

	/**
	 * Keep an account until it is saved.
	 * @param account the account
	 * @throws UserConflictException if this node knows its address or name
	 * @throws RegistrationsFullException if too many are waiting
	 */
	synchronized void keep(Account account) {
		requireFree(account);
		if (this.unsaved.size() >= 2 * this.maxUnsaved) {
			throw new RegistrationsFullException();
		}
		claims(account).forEach((claim) -> this.unsaved.put(claim, account));
	}

	/**
	 * Refuse an account whose address or name this node knows as another's.
	 * @param account the account
	 * @throws UserConflictException if so
	 */
	void requireFree(Account account) {
		refuse(find(RedisUsers.emailKey(account.user().email())), account, "email");
		refuse(find(RedisUsers.nameKey(account.user().name())), account, "username");
	}

	private void refuse(@Nullable Account other, Account account, String field) {
		if (other != null && !other.user().id().equals(account.user().id())) {
			throw new UserConflictException(field);
		}
	}

	synchronized List<Account> unsaved() {
		return this.unsaved.values().stream().distinct().toList();
	}

	synchronized void saved(Account account) {
		claims(account).forEach((claim) -> this.unsaved.remove(claim, account));
		remember(account);
	}

	synchronized void drop(Account account) {
		claims(account).forEach((claim) -> {
			this.unsaved.remove(claim, account);
			this.seen.asMap().remove(claim, account);
		});
	}

	private static List<String> claims(Account account) {
		return List.of(RedisUsers.emailKey(account.user().email()), RedisUsers.nameKey(account.user().name()));
	}

}
