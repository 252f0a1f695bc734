/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * How users lie in Redis: hash {@code user:<id>:profile}, strings
 * {@code user:<id>:password}, {@code email:<email>:userId} and
 * {@code name:<name>:userId}. The last two are claims: SET NX decides who gets the
 * address and the name.
 */
class RedisUsers {

	/**
	 * GET, HGETALL, GET.
	 * @param redis the commands
	 * @param claim the key of the claim
	 * @return the account, unless nobody has claimed the key
	 */
	Optional<Account> find(StringRedisTemplate redis, String claim) {
		String id = redis.opsForValue().get(claim);
		if (id == null) {
			return Optional.empty();
		}
		Map<String, String> profile = redis.<String, String>opsForHash().entries(profileKey(id));
		String password = redis.opsForValue().get(passwordKey(id));
		return (profile.isEmpty() || password == null) ? Optional.empty()
				: Optional.of(new Account(user(profile), password));
	}

	/**
	 * Write the account, then claim its address and name. May be repeated: a claim of its
	 * own is no conflict. Ended in the middle, it leaves at most a profile that nobody
	 * finds, or an account without its name.
	 * @param redis the commands
	 * @param account the account
	 * @return the field that is taken; none if the account is kept
	 */
	Optional<String> create(StringRedisTemplate redis, Account account) {
		User user = account.user();
		redis.opsForHash().putAll(profileKey(user.id()), profile(user));
		redis.opsForValue().set(passwordKey(user.id()), account.passwordHash());
		if (!claim(redis, emailKey(user.email()), user.id())) {
			forget(redis, user);
			return Optional.of("email");
		}
		if (!claim(redis, nameKey(user.name()), user.id())) {
			redis.delete(emailKey(user.email()));
			forget(redis, user);
			return Optional.of("username");
		}
		return Optional.empty();
	}

	private boolean claim(StringRedisTemplate redis, String key, String id) {
		return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, id)) || id.equals(redis.opsForValue().get(key));
	}

	private void forget(StringRedisTemplate redis, User user) {
		redis.delete(profileKey(user.id()));
		redis.delete(passwordKey(user.id()));
	}

	private static Map<String, String> profile(User user) {
		return Map.of("id", user.id(), "email", user.email(), "name", user.name(), "plan", user.plan(), "joinedAt",
				user.joinedAt().toString());
	}

	private static User user(Map<String, String> profile) {
		return new User(field(profile, "id"), field(profile, "email"), field(profile, "name"), field(profile, "plan"),
				Instant.parse(field(profile, "joinedAt")));
	}

	private static String field(Map<String, String> profile, String name) {
		String value = profile.get(name);
		if (value == null) {
			throw new IllegalStateException("A profile in Redis has no '" + name + "'");
		}
		return value;
	}

	private static String profileKey(String id) {
		return "user:" + id + ":profile";
	}

	private static String passwordKey(String id) {
		return "user:" + id + ":password";
	}

	static String emailKey(String email) {
		return "email:" + Logins.normalize(email) + ":userId";
	}

	static String nameKey(String name) {
		return "name:" + Logins.normalize(name) + ":userId";
	}

}
