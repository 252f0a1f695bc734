/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.time.Clock;
import java.util.UUID;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.SettableGuard;
import io.github.resilientredis.user.GuardedUserRegistry;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserOutage;
import io.github.resilientredis.user.UserRegistryUnavailableException;
import io.github.resilientredis.user.UserSettings;
import org.junit.jupiter.api.Test;

import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Users as they are in the registry.
 */
class RegistryUserStoreTests {

	private static final String HASH = "{noop}secret";

	private final GuardedUserRegistry registry = new GuardedUserRegistry(new SettableGuard(GuardState.LOCAL_ONLY),
			Journal.none(), NodeChannel.alone(), new UserSettings("resilient-redis:", "", UserOutage.ACCEPT, 2),
			() -> UUID.randomUUID().toString(), Clock.systemUTC(), (event) -> {
			});

	private final RegistryUserStore store = new RegistryUserStore(this.registry);

	@Test
	void aUserIsFoundByAddressAndNameInAnyCase() {
		User ada = this.store.create("Ada@Example.com", "Ada", HASH);
		assertThat(ada.email()).isEqualTo("ada@example.com");
		assertThat(ada.name()).isEqualTo("Ada");
		assertThat(ada.plan()).isEqualTo("free");
		Account account = new Account(ada, HASH);
		assertThat(this.store.findByEmail("ADA@example.com")).contains(account);
		assertThat(this.store.findByName("aDA")).contains(account);
		assertThat(this.store.findByName("bob")).isEmpty();
		assertThat(this.registry.getProfile(ada.id()).orElseThrow().handles()).containsEntry("name", "ada");
	}

	@Test
	void anAddressOrNameThatSomebodyHasIsTaken() {
		this.store.create("ada@example.com", "ada", HASH);
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> this.store.create("ada@example.com", "other", HASH))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo("email"));
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> this.store.create("other@example.com", "ADA", HASH))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo("username"));
	}

	@Test
	void anAddressThatIsNoneIsTheClientsFault() {
		assertThatExceptionOfType(ErrorResponseException.class)
			.isThrownBy(() -> this.store.create("no address", "ada", HASH))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(400));
	}

	@Test
	void whereThereIsNoRoomNobodyIsRegistered() {
		this.store.create("a@example.com", "aaa", HASH);
		this.store.create("b@example.com", "bbb", HASH);
		assertThatExceptionOfType(UserRegistryUnavailableException.class)
			.isThrownBy(() -> this.store.create("c@example.com", "ccc", HASH));
		assertThat(this.store.findByName("ccc")).isEmpty();
	}

	@Test
	void whoHasNoPasswordHasNoAccount() {
		this.registry.register(NewUser.of("a@example.com", "A"));
		assertThat(this.store.findByEmail("a@example.com")).isEmpty();
	}

	@Test
	void anAccountDoesNotPrintItsHash() {
		assertThat(new Account(this.store.create("a@example.com", "aaa", HASH), HASH)).asString()
			.doesNotContain("{noop}");
	}

}
