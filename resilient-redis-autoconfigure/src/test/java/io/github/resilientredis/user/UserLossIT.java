/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing that was accepted is lost: in long outages, when Redis loses its data, and when
 * the application ends.
 */
@ExtendWith(RedisKitExtension.class)
class UserLossIT {

	private static final int MANY = 10_000;

	@Test
	void tenThousandRegistrationsDuringAnOutageAreAllThereAfterItOnce(RedisServer server) {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (UserNode node = UserNode.start(server)) {
			server.kill();
			node.reaches(GuardState.UNAVAILABLE);
			long start = System.nanoTime();
			List<CompletableFuture<UserProfile>> accepted = IntStream.range(0, MANY)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> node.register("user-" + i), threads))
				.toList();
			accepted.forEach(CompletableFuture::join);
			long taken = millisSince(start);
			assertThat(node.pendingRecords()).isEqualTo(MANY);
			server.startUp();
			long up = System.nanoTime();
			node.settles();
			long replayed = millisSince(up);
			LoggerFactory.getLogger("figures")
				.warn("{} registrations accepted in {} ms, in Redis {} ms after its start", MANY, taken, replayed);
			assertThat(UserNodesIT.keys(server, "user:*:profile")).hasSize(MANY);
			assertThat(UserNodesIT.keys(server, "email:*:userId")).hasSize(MANY);
			assertThat(UserNodesIT.keys(server, "name:*:userId")).hasSize(MANY);
			assertThat(node.users.conflicts()).isEmpty();
			try (UserNode late = UserNode.start(server)) {
				for (int i = 0; i < MANY; i += 997) {
					UserProfile user = accepted.get(i).join();
					assertThat(late.users.getByEmail(user.email())).contains(user);
					assertThat(server.command("PTTL", "user:" + user.id() + ":profile")).isEqualTo(-1L);
				}
			}
			assertThat(replayed).isLessThan(30_000);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static long millisSince(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	@Test
	void anEmptiedRedisIsRefilledAlsoByANodeThatRegisteredNobody(RedisServer server) {
		try (UserNode two = UserNode.start(server)) {
			List<UserProfile> users = new ArrayList<>();
			UserProfile gone;
			try (UserNode one = UserNode.start(server)) {
				for (int i = 0; i < 500; i++) {
					users.add(one.register("user-" + i));
				}
				gone = one.register("gone");
				one.users.delete(gone.id());
				UserNode.awaits("heard", () -> two.users.getStatus().copies() == 500);
			}
			server.restartEmpty();
			assertThat(UserNodesIT.keys(server, "user:*:profile")).isEmpty();
			UserNode.awaits("put back", () -> UserNodesIT.keys(server, "user:*:profile").size() == 500);
			two.settles();
			assertThat(two.users.conflicts()).isEmpty();
			try (UserNode late = UserNode.start(server)) {
				users.forEach((user) -> assertThat(late.users.getByEmail(user.email())).contains(user));
				assertThat(late.users.getProfile(gone.id())).isEmpty();
				assertThat(late.users.getByEmail(gone.email())).isEmpty();
			}
			assertThat(UserNodesIT.keys(server, "*:userId")).hasSize(1000);
		}
	}

	@Test
	void whatARolledBackRedisForgotIsThereAgainAndTheDeletedStayDeleted(RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			UserProfile ada = one.register("ada");
			UserProfile bob = one.register("bob");
			UserProfile cid = one.register("cid");
			Snapshot old = server.snapshot();
			beats(server);
			beats(server);
			one.users.updatePlan(ada.id(), "premium");
			one.users.changeEmail(bob.id(), "robert@example.org");
			two.users.rename(bob.id(), "Robert");
			one.users.delete(cid.id());
			UserProfile dan = two.register("dan");
			UserNode.awaits("heard", () -> two.users.getStatus().copies() == 3);
			server.restartFrom(old);
			UserNode.awaits("noticed", () -> server.command("GET", "email:dan@example.org:userId") != null);
			one.settles();
			two.settles();
			try (UserNode late = UserNode.start(server)) {
				for (UserNode node : List.of(one, two, late)) {
					assertThat(node.users.getProfile(ada.id()).orElseThrow().plan()).isEqualTo("premium");
					UserProfile robert = node.users.getByEmail("robert@example.org").orElseThrow();
					assertThat(robert.id()).isEqualTo(bob.id());
					assertThat(robert.name()).isEqualTo("Robert");
					assertThat(node.users.getByEmail(UserNode.email("bob"))).isEmpty();
					assertThat(node.users.getProfile(cid.id())).isEmpty();
					assertThat(node.users.getByEmail(UserNode.email("cid"))).isEmpty();
					assertThat(node.users.getByEmail(UserNode.email("dan"))).contains(dan);
				}
			}
		}
	}

	/**
	 * Both nodes put back what they know, and one of them knows more than the other: that
	 * they do so at the same time is up to chance, so there are many users.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatWasChangedMeanwhileIsNotUndoneByOlderCopiesThatOtherNodesPutBack(boolean emptied, RedisServer server) {
		try (UserNode one = UserNode.start(server); UserNode two = UserNode.start(server)) {
			List<String> ids = IntStream.range(0, 300).mapToObj((i) -> one.register("user-" + i).id()).toList();
			Snapshot old = server.snapshot();
			beats(server);
			beats(server);
			ids.forEach((id) -> one.users.updatePlan(id, "plus"));
			UserNode.awaits("heard",
					() -> ids.stream().allMatch((id) -> two.users.getProfile(id).orElseThrow().plan().equals("plus")));
			server.kill();
			one.reaches(GuardState.UNAVAILABLE);
			two.reaches(GuardState.UNAVAILABLE);
			ids.forEach((id) -> one.users.updatePlan(id, "premium"));
			if (emptied) {
				server.restartEmpty();
			}
			else {
				server.restartFrom(old);
			}
			one.settles();
			two.settles();
			assertThat(ids.stream().map((id) -> server.command("HGET", "user:" + id + ":profile", "plan")))
				.containsOnly("premium");
		}
	}

	private static void beats(RedisServer server) {
		Object before = server.command("GET", "resilient-redis:marker");
		UserNode.awaits("beat", () -> !String.valueOf(before).equals(server.command("GET", "resilient-redis:marker")));
	}

	@Test
	void whatAnApplicationAcceptedInAnOutageOutlivesIt(@TempDir Path directory) throws IOException {
		Path copy = directory.resolve("copy");
		try (RedisServer server = RedisServer.builder().prepare()) {
			UserProfile ada;
			UserProfile bob;
			try (UserNode first = UserNode.begin(server, journal(directory.resolve("journal")))) {
				first.reaches(GuardState.UNAVAILABLE);
				ada = first.register("ada");
				ada = first.users.updatePlan(ada.id(), "premium");
				bob = first.register("bob");
				first.users.delete(bob.id());
				// As it is if the process is killed here.
				copy(directory.resolve("journal"), copy);
			}
			try (UserNode next = UserNode.begin(server, journal(copy))) {
				next.reaches(GuardState.UNAVAILABLE);
				assertThat(next.users.getByEmail(UserNode.email("ada"))).contains(ada);
				assertThat(next.users.getProfile(bob.id())).isEmpty();
				assertThatExceptionOfType(UserConflictException.class).isThrownBy(() -> next.register("ada"));
				UserProfile heir = next.users.register(NewUser.of(UserNode.email("bob"), "Heir"));
				next.users.rename(ada.id(), "Ada L.");
				server.startUp();
				next.settles();
				assertThat(next.users.getByEmail(UserNode.email("bob"))).contains(heir);
				assertThat(server.command("HGET", "user:" + ada.id() + ":profile", "name")).isEqualTo("Ada L.");
				assertThat(server.command("HGET", "user:" + ada.id() + ":profile", "plan")).isEqualTo("premium");
				assertThat(UserNodesIT.keys(server, "user:*:profile")).hasSize(2);
				assertThat(next.users.conflicts()).isEmpty();
			}
		}
	}

	private static String journal(Path directory) {
		return "resilient-redis.journal.directory=" + directory;
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.createDirectories(to);
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.filter((path) -> !path.toString().endsWith("lock")).toList()) {
				Files.copy(file, to.resolve(file.getFileName()));
			}
		}
	}

	@Test
	void whereTheJournalIsFullNobodyIsToldThatTheyAreRegistered(RedisServer server) {
		try (UserNode node = UserNode.start(server, "resilient-redis.journal.max-size=1MB")) {
			server.kill();
			node.reaches(GuardState.UNAVAILABLE);
			List<UserProfile> accepted = new ArrayList<>();
			assertThatExceptionOfType(io.github.resilientredis.journal.JournalFullException.class).isThrownBy(() -> {
				for (int i = 0; i < MANY; i++) {
					accepted.add(node.register("user-" + i));
				}
			});
			int refused = accepted.size();
			assertThat(refused).isPositive();
			assertThat(node.users.getByEmail(UserNode.email("user-" + refused))).isEmpty();
			server.startUp();
			node.settles();
			assertThat(UserNodesIT.keys(server, "user:*:profile")).hasSize(refused);
			assertThat(node.register("user-" + refused).email()).isEqualTo(UserNode.email("user-" + refused));
		}
	}

}
