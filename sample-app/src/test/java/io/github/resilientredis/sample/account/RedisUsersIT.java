/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.time.Instant;
import java.util.Map;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Users in a real Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisUsersIT {

	private static final Account ADA = account("1", "ada@example.com", "Ada");

	private final RedisServer server = RedisServer.start();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(this.server.host(),
			this.server.port());

	private final StringRedisTemplate redis = new StringRedisTemplate();

	private final SettableGuard guard = new SettableGuard(GuardState.UNAVAILABLE, this.redis);

	private final LocalUsers local = new LocalUsers(10);

	private final GuardedUserStore store = new GuardedUserStore(this.guard, this.local);

	private final UserHandover handover = new UserHandover(this.guard, this.local, this.store);

	@BeforeEach
	void connect() {
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.redis.setConnectionFactory(this.connections);
		this.redis.afterPropertiesSet();
		this.guard.become(GuardState.AVAILABLE);
		this.handover.start();
	}

	@AfterEach
	void disconnect() {
		this.handover.close();
		this.connections.destroy();
		this.server.close();
	}

	@Test
	void aUserLiesInRedisAsTheRegistryWillHaveIt() {
		this.store.create(ADA);
		assertThat(this.redis.opsForHash().entries("user:1:profile")).isEqualTo(Map.of("id", "1", "email",
				"ada@example.com", "name", "Ada", "plan", "free", "joinedAt", "1970-01-01T00:00:00Z"));
		assertThat(this.redis.opsForValue().get("email:ada@example.com:userId")).isEqualTo("1");
		assertThat(this.redis.opsForValue().get("name:ada:userId")).isEqualTo("1");
		assertThat(this.redis.opsForValue().get("user:1:password")).isEqualTo("{noop}secret");
	}

	@Test
	void anotherNodeFindsTheUser() {
		this.store.create(ADA);
		GuardedUserStore other = new GuardedUserStore(this.guard, new LocalUsers(10));
		assertThat(other.findByEmail("ADA@example.com")).contains(ADA);
		assertThat(other.findByName("ada")).contains(ADA);
		assertThat(other.findByName("bob")).isEmpty();
	}

	@Test
	void aConflictLeavesNothingBehind() {
		this.store.create(ADA);
		GuardedUserStore other = new GuardedUserStore(this.guard, new LocalUsers(10));
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> other.create(account("2", "ada@example.com", "bob")));
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> other.create(account("3", "bob@example.com", "ada")));
		assertThat(this.redis.keys("*")).containsExactlyInAnyOrder("user:1:profile", "user:1:password",
				"email:ada@example.com:userId", "name:ada:userId");
	}

	@Test
	void savingTwiceIsSavingOnce() {
		this.store.save(ADA);
		this.store.save(ADA);
		assertThat(this.redis.keys("*")).hasSize(4);
	}

	@Test
	void whenRedisReturnsThenUsersOfTheOutageAreWritten() {
		this.guard.become(GuardState.UNAVAILABLE);
		this.store.create(ADA);
		assertThat(this.redis.keys("*")).isEmpty();
		this.guard.become(GuardState.AVAILABLE);
		await().untilAsserted(() -> assertThat(this.local.unsaved()).isEmpty());
		assertThat(new GuardedUserStore(this.guard, new LocalUsers(10)).findByName("ada")).contains(ADA);
	}

	@Test
	void aNameThatAnotherNodeGaveAwayMeanwhileIsReported(CapturedOutput output) {
		this.guard.become(GuardState.UNAVAILABLE);
		this.store.create(ADA);
		Account other = account("2", "lovelace@example.com", "ada");
		new RedisUsers().create(this.redis, other);
		this.guard.become(GuardState.AVAILABLE);
		await().untilAsserted(() -> assertThat(this.local.unsaved()).isEmpty());
		assertThat(output).contains("User 1 registered during the outage", "gave the same username away");
		assertThat(this.store.findByName("ada")).contains(other);
		assertThat(this.store.findByEmail("ada@example.com")).isEmpty();
	}

	@Test
	void aUserThatRedisLostIsPutBack() {
		this.store.create(ADA);
		this.redis.delete(this.redis.keys("*"));
		assertThat(this.store.findByEmail("ada@example.com")).contains(ADA);
		await().untilAsserted(() -> assertThat(this.redis.keys("*")).hasSize(4));
	}

	private static Account account(String id, String email, String name) {
		return new Account(new User(id, email, name, "free", Instant.EPOCH), "{noop}secret");
	}

}
