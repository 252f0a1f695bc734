/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.resilientredis.guard.AsyncRedisAction;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisOperation;
import io.github.resilientredis.guard.RedisUnavailableException;
import io.github.resilientredis.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the steps of a write leave in Redis if nobody goes on with them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserCrashIT {

	private static final String PROFILE = "user:half:profile";

	private static final String EMAIL = "email:half@example.org:userId";

	private static final String NAME = "name:half:userId";

	private final RedisServer server = RedisServer.start();

	private UserNode node;

	@BeforeAll
	void start() {
		this.node = UserNode.start(this.server);
	}

	@AfterAll
	void stop() {
		this.node.close();
		this.server.close();
	}

	@BeforeEach
	void removeUsers() {
		Stream.of("user:*", "*:userId")
			.flatMap((pattern) -> UserNodesIT.keys(this.server, pattern).stream())
			.forEach((key) -> this.server.command("DEL", String.valueOf(key)));
	}

	@Test
	void aProfileWithoutItsClaimsIsNobodyAndGoes() {
		profile("60000");
		assertThat(this.node.users.getProfile("half")).isEmpty();
		assertThat(this.node.all(10)).isEmpty();
		this.server.command("SET", EMAIL, "half");
		assertThat(this.node.users.getByEmail("half@example.org")).as("one claim of two").isEmpty();
		assertThat(this.server.command("PTTL", PROFILE)).asString().matches("[1-9][0-9]+");
		this.server.command("PEXPIRE", PROFILE, "1");
		UserNode.awaits("gone", () -> Long.valueOf(0).equals(this.server.command("EXISTS", PROFILE)));
		UserProfile next = this.node.register("half");
		assertThat(this.server.command("GET", EMAIL)).isEqualTo(next.id());
	}

	@Test
	void aProfileWithAllItsClaimsIsCompletedByWhoReadsIt() {
		profile("60000");
		this.server.command("SET", EMAIL, "half");
		this.server.command("SET", NAME, "half");
		assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> this.node.register("half"));
		assertThat(this.node.users.getByEmail("half@example.org")).map(UserProfile::id).contains("half");
		assertThat(this.server.command("PTTL", PROFILE)).isEqualTo(-1L);
	}

	/** Otherwise what was put back would expire, and nobody would put it back again. */
	@Test
	void aProfileThatCouldNotBeCompletedCountsForReadersOnly() {
		profile("60000");
		this.server.command("SET", EMAIL, "half");
		this.server.command("SET", NAME, "half");
		UserKeys keys = new UserKeys(new UserSettings("resilient-redis:", "", UserOutage.ACCEPT, 10));
		UserSteps steps = new UserSteps(new UserRedis(keys, NodeChannel.alone()));
		UserCaller unheard = withoutWrites(UserCaller.waiting(this.node.guard));
		assertThat(steps.look(unheard, "half").join().kind()).isEqualTo(UserOutcome.Kind.DONE);
		assertThat(this.server.command("PTTL", PROFILE)).asString().matches("[1-9][0-9]+");
		assertThat(steps.find(unheard, "half")).failsWithin(UserNode.SOON)
			.withThrowableThat()
			.withCauseInstanceOf(RedisUnavailableException.class);
		assertThat(steps.find(UserCaller.waiting(this.node.guard), "half").join().kind())
			.isEqualTo(UserOutcome.Kind.DONE);
		assertThat(this.server.command("PTTL", PROFILE)).isEqualTo(-1L);
	}

	private static UserCaller withoutWrites(UserCaller caller) {
		return new UserCaller() {
			@Override
			public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation, byte[] key,
					AsyncRedisAction<T> action) {
				return (operation == UserCaller.WRITE)
						? CompletableFuture
							.failedFuture(new RedisUnavailableException("no answer", GuardState.AVAILABLE, null, true))
						: caller.send(operation, key, action);
			}
		};
	}

	@Test
	void aProfileWithAllItsClaimsIsCompletedByWhoChangesIt() {
		profile("60000");
		this.server.command("SET", EMAIL, "half");
		this.server.command("SET", NAME, "half");
		assertThat(this.node.users.updatePlan("half", "plus").plan()).isEqualTo("plus");
		assertThat(this.server.command("PTTL", PROFILE)).isEqualTo(-1L);
	}

	@Test
	void aClaimWithoutAProfileIsTakenOver() {
		this.server.command("SET", EMAIL, "gone");
		this.server.command("SET", NAME, "not an id");
		assertThat(this.node.users.getByEmail("half@example.org")).isEmpty();
		UserProfile next = this.node.register("half");
		assertThat(this.node.users.getByEmail("half@example.org")).contains(next);
		assertThat(this.node.users.getByHandle("name", "half")).contains(next);
	}

	@Test
	void aClaimOfSomebodyWithAnotherAddressIsTakenOver() {
		UserProfile other = this.node.register("other");
		this.server.command("SET", EMAIL, other.id());
		assertThat(this.node.users.getByEmail("half@example.org")).isEmpty();
		UserProfile next = this.node.register("half");
		assertThat(this.node.users.getByEmail("half@example.org")).contains(next);
		assertThat(this.node.users.getByEmail("other@example.org")).contains(other);
	}

	@Test
	void whoTriedToTakeOverAClaimLeavesItToWhoHasTheHandle() {
		UserProfile owner = this.node.register("half");
		this.server.command("SET", EMAIL, owner.id() + ">crashed");
		assertThat(this.node.users.getByEmail("half@example.org")).contains(owner);
		assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> this.node.register("half"))
			.satisfies((ex) -> assertThat(ex.getHandleKind()).isEqualTo("email"));
		UserProfile other = this.node.register("other");
		assertThatExceptionOfType(UserConflictException.class)
			.isThrownBy(() -> this.node.users.changeEmail(other.id(), "half@example.org"));
		assertThat(this.node.users.changeEmail(owner.id(), "half@example.org")).extracting(UserProfile::id)
			.isEqualTo(owner.id());
		assertThat(this.server.command("GET", EMAIL)).isEqualTo(owner.id());
	}

	@Test
	void whatSomebodyTriedToTakeOverFromNobodyIsTakenOver() {
		this.server.command("SET", EMAIL, "gone>crashed");
		assertThat(this.node.users.getByEmail("half@example.org")).isEmpty();
		UserProfile next = this.node.register("half");
		assertThat(this.node.users.getByEmail("half@example.org")).contains(next);
		assertThat(this.server.command("GET", EMAIL)).isEqualTo(next.id());
	}

	@Test
	void aRegistrationThatFailsHalfWayLeavesNothing() {
		UserProfile taken = this.node.users
			.register(NewUser.of("first@example.org", "First").withHandle("name", "half"));
		assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> this.node.register("half"))
			.satisfies((ex) -> assertThat(ex.getHandleKind()).isEqualTo("name"));
		assertThat(UserNodesIT.keys(this.server, "user:*")).hasSize(1);
		assertThat(this.server.command("EXISTS", EMAIL)).isEqualTo(0L);
		assertThat(this.node.users.getByHandle("name", "half")).contains(taken);
	}

	@Test
	void aDeletionThatLeftItsClaimsGivesThemAway() {
		UserProfile first = this.node.register("half");
		this.server.command("DEL", "user:" + first.id() + ":profile");
		assertThat(this.node.users.getByEmail("half@example.org")).isEmpty();
		assertThat(this.node.register("half").id()).isNotEqualTo(first.id());
	}

	@Test
	void aChangeOfAddressIsThereOrNotAtEachStep() {
		UserProfile ada = this.node.register("ada");
		this.server.command("SET", EMAIL, ada.id());
		assertThat(this.node.users.getByEmail("half@example.org")).as("claimed").isEmpty();
		assertThat(this.node.users.getByEmail("ada@example.org")).contains(ada);
		this.server.command("HSET", "user:" + ada.id() + ":profile", "email", "half@example.org");
		assertThat(this.node.users.getByEmail("half@example.org")).as("written")
			.map(UserProfile::id)
			.contains(ada.id());
		assertThat(this.node.users.getByEmail("ada@example.org")).as("old claim").isEmpty();
		UserProfile next = this.node.users.register(NewUser.of("ada@example.org", "Next"));
		assertThat(this.node.users.getByEmail("ada@example.org")).contains(next);
	}

	@Test
	void usersThatSomebodyElseWroteAreUsers() {
		this.server.command("HSET", "user:42:profile", "id", "42", "email", "talk@example.org", "name", "Talk", "plan",
				"free", "joinedAt", "2026-01-02T03:04:05Z", "mood", "good");
		this.server.command("SET", "email:talk@example.org:userId", "42");
		UserProfile found = this.node.users.getByEmail("talk@example.org").orElseThrow();
		assertThat(found.attributes()).containsEntry("mood", "good");
		assertThat(this.node.users.updatePlan("42", "premium").plan()).isEqualTo("premium");
		assertThat(this.node.users.changeEmail("42", "walk@example.org").email()).isEqualTo("walk@example.org");
		assertThat(UserNodesIT.keys(this.server, "email:*")).map(String::valueOf)
			.containsExactly("email:walk@example.org:userId");
	}

	@Test
	void pagesFindEverybodyAmongManyOtherKeys() {
		for (int i = 0; i < 3000; i++) {
			this.server.command("SET", "other:" + i, "x");
		}
		List<String> ids = Stream.iterate(0, (i) -> i < 25, (i) -> i + 1)
			.map((i) -> this.node.register("p" + i).id())
			.toList();
		assertThat(this.node.all(3)).extracting(UserProfile::id).containsOnlyOnceElementsOf(ids).hasSize(25);
		for (String cursor : List.of("x", "", "cjp4", "../../etc", "cjotMTowOjA")) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.node.users.page(cursor, 10))
				.withMessageContaining("'cursor'");
		}
	}

	private void profile(String life) {
		this.server.command("HSET", PROFILE, "id", "half", "email", "half@example.org", "name", "Half", "plan", "free",
				"joinedAt", "2026-01-02T03:04:05Z", "version", "1", "handle:name", "half");
		this.server.command("PEXPIRE", PROFILE, life);
	}

}
