/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.time.Instant;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Users while Redis is away.
 */
class GuardedUserStoreTests {

	private final SettableGuard guard = new SettableGuard(GuardState.UNAVAILABLE, new StringRedisTemplate());

	private final LocalUsers local = new LocalUsers(2);

	private final GuardedUserStore store = new GuardedUserStore(this.guard, this.local);

	@ParameterizedTest
	@EnumSource(names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
	void aUserWhoRegistersWhileRedisIsAwayIsFound(GuardState state) {
		this.guard.become(state);
		Account ada = account("1", "ada@example.com", "Ada");
		this.store.create(ada);
		assertThat(this.store.findByEmail("ADA@example.com")).contains(ada);
		assertThat(this.store.findByName("aDA")).contains(ada);
		assertThat(this.local.unsaved()).containsExactly(ada);
	}

	@Test
	void aUserWhoWasSeenIsFoundWhenRedisIsAway() {
		Account ada = account("1", "ada@example.com", "ada");
		this.local.remember(ada);
		assertThat(this.store.findByEmail("ada@example.com")).contains(ada);
		assertThat(this.store.findByName("bob")).isEmpty();
		assertThat(this.local.unsaved()).isEmpty();
	}

	@Test
	void anAddressOrNameThatThisNodeKnowsIsTaken() {
		this.store.create(account("1", "ada@example.com", "ada"));
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> this.store.create(account("2", "ada@example.com", "other")))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo("email"));
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> this.store.create(account("2", "other@example.com", "ADA")))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo("username"));
	}

	@Test
	void noMoreThanTheLimitWaitForRedis() {
		this.store.create(account("1", "a@example.com", "aaa"));
		this.store.create(account("2", "b@example.com", "bbb"));
		assertThatExceptionOfType(RegistrationsFullException.class)
			.isThrownBy(() -> this.store.create(account("3", "c@example.com", "ccc")))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(503));
		assertThat(this.store.findByName("ccc")).isEmpty();
	}

	@Test
	void anAccountDoesNotPrintItsHash() {
		assertThat(account("1", "a@example.com", "aaa")).asString().doesNotContain("{noop}");
	}

	private static Account account(String id, String email, String name) {
		return new Account(new User(id, email, name, "free", Instant.EPOCH), "{noop}secret");
	}

}
