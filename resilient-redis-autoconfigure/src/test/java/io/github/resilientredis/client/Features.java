/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.token.TokenRevocationStore;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Every feature of an application, as its code uses them: each answer is checked, so a
 * round throws if one is wrong, late or missing. Thread-safe as the features are.
 */
final class Features {

	/** Of one list, a write follows the other only. */
	private static final int LISTS = 16;

	private final BeanFactory beans;

	Features(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Uses each feature for things named by a number that was not used before.
	 * @param number the number
	 */
	void round(long number) {
		String name = "n" + number;
		cached(name);
		sessionOf(name);
		admitted("pages", name);
		revoked(name);
		registered(name);
		durable("list-" + number % LISTS, name);
	}

	/** What the durable writes of rounds have left in Redis; some may be there twice. */
	static Set<String> written(RedisServer server) {
		Set<String> written = new HashSet<>();
		for (int i = 0; i < LISTS; i++) {
			((List<?>) Objects.requireNonNull(server.command("LRANGE", "list-" + i, "0", "-1")))
				.forEach((element) -> written.add(String.valueOf(element)));
		}
		return written;
	}

	Cache cache() {
		return require(this.beans.getBean(CacheManager.class).getCache("rates"), "a cache");
	}

	RedisGuard guard() {
		return this.beans.getBean(RedisGuard.class);
	}

	void cached(String name) {
		cache().put(name, name);
		String present = cache().get(name, String.class);
		// A put whose answer was lost counts as an eviction.
		equal(name, (present != null) ? present : name, "what was put");
		cache().evict(name);
		equal("again", cache().get(name, () -> "again"), "what was loaded");
	}

	/** What is gone afterwards, also in Redis. */
	void evicted(String name) {
		cache().put(name, name);
		cache().evict(name);
		equal(true, cache().get(name) == null, "absence of what was evicted");
	}

	String sessionOf(String name) {
		return session(sessions(), name);
	}

	private <S extends Session> String session(SessionRepository<S> sessions, String name) {
		S session = sessions.createSession();
		session.setAttribute("name", name);
		sessions.save(session);
		equal(name, sessionName(session.getId()).orElse(null), "the session's attribute");
		return session.getId();
	}

	Optional<String> sessionName(String id) {
		Session session = sessions().findById(id);
		return Optional.ofNullable((session != null) ? session.getAttribute("name") : null);
	}

	SessionRepository<?> sessions() {
		return this.beans.getBean(SessionRepository.class);
	}

	void admitted(String limit, String key) {
		if (!this.beans.getBean(Throttle.class).tryAcquire(limit, key).isAdmitted()) {
			throw new IllegalStateException(key + " was turned away");
		}
	}

	void revoked(String token) {
		TokenRevocationStore tokens = this.beans.getBean(TokenRevocationStore.class);
		tokens.revoke(token, Instant.now().plus(Duration.ofHours(1)));
		equal(true, tokens.isRevoked(token, null, null), "a revoked token");
	}

	void registered(String name) {
		UserRegistry users = this.beans.getBean(UserRegistry.class);
		String id = users.register(NewUser.of(name + "@example.org", name)).id();
		equal(name, users.getProfile(id).orElseThrow().name(), "the user's name");
	}

	void durable(String list, String element) {
		this.beans.getBean(DurableWrites.class).submit(ClientApplication.APPEND, bytes(list), bytes(element));
	}

	private static void equal(Object expected, @Nullable Object actual, String what) {
		if (!Objects.equals(expected, actual)) {
			throw new IllegalStateException("Expected " + expected + " as " + what + ", but was " + actual);
		}
	}

	private static <T> T require(@Nullable T present, String what) {
		if (present == null) {
			throw new IllegalStateException("There is not " + what);
		}
		return present;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
