/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every operation in every state: what is answered meanwhile, and what is in Redis, and
 * known to a node that comes later, afterwards.
 */
@ExtendWith(RedisKitExtension.class)
class UserRegistryContractIT {

	/** A request's budget, a command's timeout, the disk, and a busy machine. */
	private static final Duration BOUND = Duration.ofMillis(4500);

	@ParameterizedTest
	@EnumSource
	void everyOperationIsAnsweredAndHoldsAfterwards(UserFault fault, RedisServer server) {
		try (UserNode node = UserNode.start(server)) {
			Cast cast = new Cast(node);
			fault.begin(server, node);
			if (fault.isServers()) {
				try (UnguardedClient client = UnguardedClient.to(server, Duration.ofMillis(300))) {
					client.assertWriteFails();
				}
			}
			long start = System.nanoTime();
			cast.act(node);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
			assertThat(node.guard.getState()).isEqualTo(fault.state());
			cast.check(node);
			assertThat(node.pendingRecords() > 0).isEqualTo(fault != UserFault.UP);
			fault.end(server, node);
			node.settles();
			cast.check(node);
			cast.check(server);
			assertThat(node.users.conflicts()).isEmpty();
			assertThat(node.events()).isEmpty();
			try (UserNode late = UserNode.start(server)) {
				cast.check(late);
			}
		}
	}

	@Test
	void withoutRedisAtTheStartTheSameHoldsForWhatIsNew() {
		try (RedisServer server = RedisServer.builder().prepare(); UserNode node = UserNode.begin(server)) {
			UserProfile ada = node.register("ada");
			UserProfile eve = node.register("eve");
			node.users.delete(eve.id());
			node.users.updatePlan(ada.id(), "premium");
			node.users.changeEmail(ada.id(), "countess@Example.org");
			UserProfile successor = node.users.register(NewUser.of("ada@example.org", "Other"));
			assertThat(node.users.getByEmail("ada@example.org").orElseThrow().id()).isEqualTo(successor.id());
			assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> node.register("ada"))
				.satisfies((ex) -> assertThat(ex.getHandleKind()).isEqualTo("email"));
			assertThat(node.guard.getState()).isEqualTo(GuardState.UNAVAILABLE);
			assertThat(node.users.getProfile("unknown")).isEmpty();
			assertThatExceptionOfType(UserRegistryUnavailableException.class)
				.isThrownBy(() -> node.users.updatePlan("unknown", "plus"));
			server.startUp();
			node.settles();
			try (UserNode late = UserNode.start(server)) {
				for (UserNode each : List.of(node, late)) {
					UserProfile found = each.users.getByEmail("countess@example.org").orElseThrow();
					assertThat(found.id()).isEqualTo(ada.id());
					assertThat(found.plan()).isEqualTo("premium");
					assertThat(each.users.getByEmail("ada@example.org").orElseThrow().id()).isEqualTo(successor.id());
					assertThat(each.users.getProfile(eve.id())).isEmpty();
					assertThat(each.users.conflicts()).isEmpty();
				}
			}
		}
	}

	@Test
	void aNodeWithoutRedisKeepsUsersItself() {
		try (UserNode node = UserNode.alone("resilient-redis.users.max-local=5")) {
			Cast cast = new Cast(node);
			cast.act(node);
			cast.check(node);
			assertThatExceptionOfType(UserRegistryUnavailableException.class).isThrownBy(() -> {
				for (int i = 0; i < 6; i++) {
					node.register("more" + i);
				}
			}).withMessageContaining("max-local");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UP")
	void whereRegistrationsAreRejectedNothingOfThemIsLeft(UserFault fault, RedisServer server) {
		try (UserNode node = UserNode.start(server, "resilient-redis.users.on-outage=reject")) {
			UserProfile ada = node.register("ada");
			fault.begin(server, node);
			assertThatExceptionOfType(UserRegistryUnavailableException.class).isThrownBy(() -> node.register("bob"))
				.satisfies((ex) -> assertThat(ex.getRetryAfter()).isPositive());
			assertThatExceptionOfType(UserRegistryUnavailableException.class)
				.isThrownBy(() -> node.users.changeEmail(ada.id(), "new@example.org"));
			assertThat(node.users.updatePlan(ada.id(), "plus").plan()).isEqualTo("plus");
			fault.end(server, node);
			node.settles();
			assertThat(node.users.getByEmail(UserNode.email("bob"))).isEmpty();
			UserProfile bob = node.register("bob");
			assertThat(node.users.getByEmail(UserNode.email("bob")).orElseThrow().id()).isEqualTo(bob.id());
			assertThat(server.command("HGET", profile(ada), "plan")).isEqualTo("plus");
		}
	}

	private static String profile(UserProfile user) {
		return "user:" + user.id() + ":profile";
	}

	/** Some users, what happens to each, and what must be true then. */
	private static final class Cast {

		private final UserProfile ann;

		private final UserProfile ben;

		private final UserProfile cid;

		private @Nullable UserProfile dan;

		Cast(UserNode node) {
			this.ann = node.register("ann");
			this.ben = node.register("ben");
			this.cid = node.register("cid");
		}

		void act(UserNode node) {
			UserRegistry users = node.users;
			UserProfile new1 = node.register("dan");
			this.dan = new1;
			assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> node.register("dan"));
			assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> node.register("ann"));
			assertThat(users.updatePlan(this.ann.id(), "premium").plan()).isEqualTo("premium");
			assertThat(users.rename(this.ann.id(), " Ann B. ").name()).isEqualTo("Ann B.");
			Map<String, @Nullable String> attributes = new HashMap<>();
			attributes.put("city", "Paris");
			attributes.put("passwordHash", null);
			assertThat(users.setAttributes(this.ann.id(), attributes).attributes())
				.containsExactly(Map.entry("city", "Paris"));
			assertThatExceptionOfType(UserConflictException.class)
				.isThrownBy(() -> users.changeEmail(this.ben.id(), "ann@example.org"));
			assertThat(users.changeEmail(this.ben.id(), "benjamin@EXAMPLE.org").email())
				.isEqualTo("benjamin@example.org");
			users.delete(this.cid.id());
			users.delete(this.cid.id());
			assertThatExceptionOfType(UserNotFoundException.class)
				.isThrownBy(() -> users.updatePlan(this.cid.id(), "plus"));
			users.updatePlan(new1.id(), "plus");
		}

		void check(UserNode node) {
			UserRegistry users = node.users;
			UserProfile foundAnn = users.getByEmail("ann@example.org").orElseThrow();
			assertThat(foundAnn.id()).isEqualTo(this.ann.id());
			assertThat(foundAnn.name()).isEqualTo("Ann B.");
			assertThat(foundAnn.plan()).isEqualTo("premium");
			assertThat(foundAnn.attributes()).containsExactly(Map.entry("city", "Paris"));
			assertThat(foundAnn.joinedAt()).isEqualTo(this.ann.joinedAt());
			assertThat(users.getByHandle("name", "ann")).contains(foundAnn);
			assertThat(users.getByEmail("ben@example.org")).isEmpty();
			assertThat(users.getByEmail("benjamin@example.org")).map(UserProfile::id).contains(this.ben.id());
			assertThat(users.getByEmail("cid@example.org")).isEmpty();
			assertThat(users.getByHandle("name", "cid")).isEmpty();
			assertThat(users.getProfile(this.cid.id())).isEmpty();
			UserProfile foundDan = users.getByEmail("dan@example.org").orElseThrow();
			assertThat(foundDan.plan()).isEqualTo("plus");
			assertThat(foundDan.attributes()).containsEntry("passwordHash", "secret-of-dan");
			assertThat(node.all(2)).extracting(UserProfile::id)
				.containsOnly(this.ann.id(), this.ben.id(), foundDan.id());
			assertThat(Optional.ofNullable(this.dan)).map(UserProfile::id).contains(foundDan.id());
		}

		/** Everything that is about users, and nothing else. */
		void check(RedisServer server) {
			assertThat(keys(server, "*:userId")).map(String::valueOf)
				.containsExactlyInAnyOrder("email:ann@example.org:userId", "email:benjamin@example.org:userId",
						"email:dan@example.org:userId", "name:ann:userId", "name:ben:userId", "name:dan:userId");
			// A registration that was sent to a hung server may begin late, and expires.
			assertThat(keys(server, "user:*:profile"))
				.filteredOn((key) -> Long.valueOf(-1).equals(server.command("PTTL", String.valueOf(key))))
				.hasSize(3);
			assertThat(server.command("GET", "email:ann@example.org:userId")).isEqualTo(this.ann.id());
			assertThat(server.command("HGET", profile(this.ann), "plan")).isEqualTo("premium");
			assertThat(server.command("HGET", profile(this.ann), "joinedAt")).isEqualTo(this.ann.joinedAt().toString());
			assertThat(server.command("HEXISTS", profile(this.ann), "passwordHash")).isEqualTo(0L);
			assertThat(server.command("PTTL", profile(this.ann))).isEqualTo(-1L);
		}

		private static List<?> keys(RedisServer server, String pattern) {
			return (List<?>) Objects.requireNonNull(server.command("KEYS", pattern));
		}

	}

}
