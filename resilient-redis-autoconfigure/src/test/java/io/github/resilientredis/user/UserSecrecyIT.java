/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What users said is in no log at any level, and in nothing that operators see.
 */
@ExtendWith(RedisKitExtension.class)
class UserSecrecyIT {

	@Test
	void nothingThatAUserSentIsSeen(RedisServer server) {
		// In this order: an application that starts sets logging up anew.
		try (UserNode one = UserNode.start(server);
				UserNode two = UserNode.start(server);
				CapturedLog log = new CapturedLog()) {
			use(one, "first");
			server.makeReadOnly();
			use(one, "second");
			server.makeWritable();
			one.settles();
			one.guard.forceOpen();
			use(one, "third");
			one.register("conflicting");
			two.register("conflicting");
			one.guard.release();
			one.settles();
			UserNode.awaits("told", () -> one.events().size() == 1);
			server.command("HSET", "user:broken:profile", "email", "broken@example.org", "joinedAt", "yesterday");
			server.command("SET", "email:broken@example.org:userId", "broken");
			assertThat(one.users.getByEmail("broken@example.org")).isPresent();
			server.kill();
			one.reaches(GuardState.UNAVAILABLE);
			use(one, "fourth");
			server.restartEmpty();
			one.settles();
			String seen = log.everything() + one.details() + one.events() + one.users.conflicts() + one.users
					+ one.users.getStatus() + one.all(100);
			assertThat(seen).contains("is in conflict with another", "Redis has lost data", "UserProfile[")
				.contains("waiting=0");
			for (String secret : List.of("@example.org", "secret-of", "first", "second", "third", "fourth",
					"conflicting", "Elsewhere", "broken@")) {
				assertThat(seen).doesNotContain(secret);
			}
		}
	}

	private static void use(UserNode node, String name) {
		UserProfile user = node.register(name);
		node.users.rename(user.id(), "Elsewhere");
		node.users.setAttributes(user.id(), Map.of("city", "Elsewhere"));
		node.users.changeEmail(user.id(), name + ".new@example.org");
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> node.users.register(NewUser.of(name + ".new@example.org", "x")))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(name));
		node.users.delete(node.register(name + "-deleted").id());
	}

}
