/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two nodes that register at the same time, or cannot hear each other.
 */
@ExtendWith(RedisKitExtension.class)
class UserNodesIT {

	@Test
	void ofManyWhoWantOneAddressOnTwoNodesExactlyOneGetsIt(RedisServer server) {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			for (int round = 0; round < 20; round++) {
				String name = "rival" + round;
				List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
				for (int i = 0; i < 16; i++) {
					UserNode node = (i % 2 == 0) ? one : two;
					attempts.add(CompletableFuture.supplyAsync(() -> isRegistered(node, name), threads));
				}
				assertThat(attempts.stream().filter(CompletableFuture::join)).as(name).hasSize(1);
			}
			assertThat(keys(server, "user:*:profile")).hasSize(20);
			assertThat(keys(server, "*:userId")).hasSize(40);
			assertThat(one.all(7)).hasSize(20)
				.allSatisfy((user) -> assertThat(two.users.getByEmail(user.email())).contains(user));
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean isRegistered(UserNode node, String name) {
		try {
			node.register(name);
			return true;
		}
		catch (UserConflictException ex) {
			return false;
		}
	}

	@Test
	void whoChangeTheirAddressesToOneAtTheSameTimeDoNotShareIt(RedisServer server) {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			List<String> ids = IntStream.range(0, 8).mapToObj((i) -> one.register("user" + i).id()).toList();
			for (int round = 0; round < 100; round++) {
				String email = "wanted" + round + "@example.org";
				List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
				for (int i = 0; i < ids.size(); i++) {
					UserNode node = (i % 2 == 0) ? one : two;
					String id = ids.get(i);
					attempts.add(CompletableFuture.supplyAsync(() -> isChanged(node, id, email), threads));
				}
				long winners = attempts.stream().filter(CompletableFuture::join).count();
				assertThat(winners).as(email).isLessThanOrEqualTo(1);
				long holders = ids.stream()
					.filter((id) -> email.equals(server.command("HGET", "user:" + id + ":profile", "email")))
					.count();
				assertThat(holders).as(email).isEqualTo(winners);
			}
			for (String id : ids) {
				UserProfile user = one.users.getProfile(id).orElseThrow();
				assertThat(server.command("GET", "email:" + user.email() + ":userId")).isEqualTo(id);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean isChanged(UserNode node, String id, String email) {
		try {
			node.users.changeEmail(id, email);
			return true;
		}
		catch (UserConflictException ex) {
			return false;
		}
	}

	@Test
	void anAddressThatTwoNodesGaveAwayIsTheFirstOnesAndTheOtherIsReported(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			one.guard.forceOpen();
			UserProfile losing = one.register("ada");
			one.users.updatePlan(losing.id(), "premium");
			UserProfile winning = two.register("ada");
			// The fault bites: each has its own, though one may have heard of the other.
			assertThat(one.users.getProfile(losing.id())).map(UserProfile::email).contains(UserNode.email("ada"));
			assertThat(winning.id()).isNotEqualTo(losing.id());
			one.guard.release();
			one.settles();
			for (UserNode node : List.of(one, two)) {
				assertThat(node.users.getByEmail(UserNode.email("ada"))).contains(winning);
				assertThat(node.users.getByHandle("name", "ada")).contains(winning);
				assertThat(node.users.getProfile(losing.id())).isEmpty();
				assertThat(node.users.conflicts()).singleElement().satisfies((conflict) -> {
					assertThat(conflict.handleKind()).isEqualTo("email");
					assertThat(conflict.ownerId()).isEqualTo(winning.id());
					assertThat(conflict.registration()).isTrue();
					assertThat(conflict.losing().plan()).isEqualTo("premium");
					assertThat(conflict.losing().attributes()).containsEntry("passwordHash", "secret-of-ada");
					assertThat(conflict.losing().handles()).containsEntry("name", "ada");
				});
			}
			UserNode.awaits("told", () -> one.events().size() == 1);
			assertThat(two.events()).isEmpty();
			assertThat(keys(server, "user:*:profile")).hasSize(1);
			two.users.dismissConflict(two.users.conflicts().get(0).id());
			assertThat(one.users.conflicts()).isEmpty();
			assertThat(two.users.conflicts()).isEmpty();
		}
	}

	@Test
	void aConflictOutlivesAnOutageAndALossOfData(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			one.guard.forceOpen();
			one.register("ada");
			one.register("bob");
			two.register("ada");
			two.register("bob");
			one.guard.release();
			one.settles();
			assertThat(one.users.conflicts()).hasSize(2);
			server.kill();
			one.reaches(GuardState.UNAVAILABLE);
			assertThat(one.users.conflicts()).hasSize(2);
			one.users.dismissConflict(one.users.conflicts().get(0).id());
			assertThat(one.users.conflicts()).hasSize(1);
			server.restartEmpty();
			one.settles();
			two.settles();
			assertThat(two.users.conflicts()).isEqualTo(one.users.conflicts()).hasSize(1);
			assertThat(one.events()).hasSize(2);
		}
	}

	@Test
	void whoCannotHaveTheirNewAddressKeepsTheOldOneAndAllElse(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			one.guard.forceOpen();
			one.users.changeEmail(ada.id(), "wanted@example.org");
			one.users.updatePlan(ada.id(), "plus");
			UserProfile winning = two.users.register(NewUser.of("wanted@example.org", "Winner"));
			one.guard.release();
			one.settles();
			for (UserNode node : List.of(one, two)) {
				UserProfile found = node.users.getByEmail(UserNode.email("ada")).orElseThrow();
				assertThat(found.id()).isEqualTo(ada.id());
				assertThat(found.plan()).isEqualTo("plus");
				assertThat(node.users.getByEmail("wanted@example.org")).contains(winning);
				assertThat(node.users.conflicts()).singleElement().satisfies((conflict) -> {
					assertThat(conflict.registration()).isFalse();
					assertThat(conflict.losing().email()).isEqualTo("wanted@example.org");
				});
			}
		}
	}

	@Test
	void handlesThatUsersPassOnDuringAnOutageArePassedOnInRedis(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			List<String> ids = IntStream.range(0, 20).mapToObj((i) -> one.register("u" + i).id()).toList();
			one.guard.forceOpen();
			// Each takes the address of the one before, who has gone on to another.
			one.users.changeEmail(ids.get(0), "spare@example.org");
			for (int i = 1; i < ids.size(); i++) {
				one.users.changeEmail(ids.get(i), UserNode.email("u" + (i - 1)));
			}
			UserProfile last = one.users.register(NewUser.of(UserNode.email("u19"), "Last"));
			one.users.delete(ids.get(5));
			UserProfile heir = one.users.register(NewUser.of(UserNode.email("u4"), "Heir"));
			one.guard.release();
			one.settles();
			assertThat(one.users.conflicts()).isEmpty();
			for (UserNode node : List.of(one, two)) {
				assertThat(node.users.getByEmail(UserNode.email("u19"))).contains(last);
				assertThat(node.users.getByEmail(UserNode.email("u4"))).contains(heir);
				assertThat(node.users.getByEmail(UserNode.email("u0"))).map(UserProfile::id).contains(ids.get(1));
				assertThat(node.users.getByEmail("spare@example.org")).map(UserProfile::id).contains(ids.get(0));
				assertThat(node.users.getProfile(ids.get(5))).isEmpty();
			}
			assertThat(keys(server, "user:*:profile")).hasSize(21);
			assertThat(keys(server, "email:*:userId")).hasSize(21);
		}
	}

	@Test
	void whatIsDeletedDuringAnOutageStaysDeletedWhateverOthersWroteMeanwhile(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			UserProfile bob = one.register("bob");
			UserNode.awaits("heard", () -> two.users.getStatus().copies() == 2);
			one.guard.forceOpen();
			two.guard.forceOpen();
			one.users.delete(ada.id());
			two.users.updatePlan(ada.id(), "plus");
			two.users.delete(bob.id());
			one.guard.release();
			one.settles();
			two.guard.release();
			two.settles();
			UserNode.awaits("heard", () -> one.users.getProfile(bob.id()).isEmpty());
			for (UserNode node : List.of(one, two)) {
				assertThat(node.users.getProfile(ada.id())).isEmpty();
				assertThat(node.users.getByEmail(UserNode.email("ada"))).isEmpty();
				assertThat(node.users.conflicts()).isEmpty();
			}
			assertThat(keys(server, "user:*:profile")).isEmpty();
			assertThat(keys(server, "*:userId")).isEmpty();
		}
	}

	@Test
	void aNodeKnowsFromTheOthersWhatItNeverAskedFor(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			UserProfile bob = one.register("bob");
			one.users.updatePlan(ada.id(), "plus");
			one.users.delete(bob.id());
			UserNode.awaits("heard", () -> two.users.getStatus().copies() == 1);
			server.kill();
			two.reaches(GuardState.UNAVAILABLE);
			UserNode.awaits("the last change heard",
					() -> two.users.getByEmail(UserNode.email("ada")).orElseThrow().plan().equals("plus"));
			assertThat(two.users.getByEmail(UserNode.email("bob"))).isEmpty();
			assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> two.register("ada"));
		}
	}

	/** Though it heard nothing of them. */
	@Test
	void whoseAddressWasRefusedIsKnownDuringAnOutage(RedisServer server) {
		try (UserNode one = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			try (UserNode late = UserNode.start(server)) {
				assertThat(late.users.getStatus().copies()).isZero();
				assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> late.register("ada"));
				UserNode.awaits("remembered", () -> late.users.getStatus().copies() == 1);
				server.kill();
				late.reaches(GuardState.UNAVAILABLE);
				assertThat(late.users.getByEmail(ada.email())).contains(ada);
				assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> late.register("ada"));
				server.startUp();
			}
		}
	}

	@Test
	void whatANodeCouldNotHearItReadsAgain(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			UserProfile bob = one.register("bob");
			UserNode.awaits("heard", () -> two.users.getStatus().copies() == 2);
			Objects.requireNonNull(two.proxy).refuse();
			two.reaches(GuardState.UNAVAILABLE);
			one.users.updatePlan(ada.id(), "plus");
			one.users.delete(bob.id());
			assertThat(two.users.getProfile(ada.id()).orElseThrow().plan()).isEqualTo("free");
			Objects.requireNonNull(two.proxy).pass();
			two.settles();
			UserNode.awaits("read again", () -> two.users.getStatus().copies() == 1);
			Objects.requireNonNull(two.proxy).refuse();
			two.reaches(GuardState.UNAVAILABLE);
			assertThat(two.users.getProfile(ada.id()).orElseThrow().plan()).isEqualTo("plus");
			assertThat(two.users.getProfile(bob.id())).isEmpty();
		}
	}

	static List<?> keys(RedisServer server, String pattern) {
		return (List<?>) Objects.requireNonNull(server.command("KEYS", pattern));
	}

}
