/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node knows of users while it and another one recover at the same time.
 */
@ExtendWith(RedisKitExtension.class)
class UserRecoveryIT {

	private static final int ROUNDS = Integer.getInteger("resilient-redis.tests.rounds", 5);

	private static final int USERS = 40;

	private static final int KNOWN = USERS + 20;

	private static final List<String> PLANS = List.of("free", "plus", "premium");

	@Test
	void whatANodeAcceptedItKnowsAtEveryMomentOfItsRecovery(RedisServer server) throws InterruptedException {
		String bound = "resilient-redis.users.max-local=" + KNOWN;
		try (UserNode one = UserNode.start(server, bound); UserNode two = UserNode.start(server, bound)) {
			IntStream.range(0, KNOWN).forEach((i) -> ((i % 3 == 0) ? two : one).register("old-" + i));
			List<String> ids = IntStream.range(0, USERS).mapToObj((i) -> one.register("user-" + i).id()).toList();
			UserNode.awaits("heard", () -> ids.stream().allMatch((id) -> two.users.getProfile(id).isPresent()));
			for (int round = 1; round <= ROUNDS; round++) {
				server.kill();
				one.reaches(GuardState.UNAVAILABLE);
				two.reaches(GuardState.UNAVAILABLE);
				String plan = PLANS.get(round % PLANS.size());
				String guest = "guest-" + round;
				ids.forEach((id) -> one.users.updatePlan(id, plan));
				String guestId = one.register(guest).id();
				try (Watch watch = new Watch(one, ids, plan, guest, guestId)) {
					server.restartEmpty();
					one.settles();
					two.settles();
					watch.end();
				}
				assertThat(server.command("GET", "email:" + UserNode.email(guest) + ":userId")).isEqualTo(guestId);
			}
		}
	}

	/** What one puts back must not make the other forget what it is about to put back. */
	@Test
	void nodesThatKnowDifferentUsersPutThemAllBack(RedisServer server) {
		String bound = "resilient-redis.users.max-local=" + KNOWN;
		try (UserNode one = UserNode.start(server, bound); UserNode two = UserNode.start(server, bound)) {
			RedisProxy way = Objects.requireNonNull(one.proxy);
			IntStream.range(0, KNOWN).forEach((i) -> one.register("one-" + i));
			way.refuse();
			one.reaches(GuardState.UNAVAILABLE);
			IntStream.range(0, KNOWN).forEach((i) -> two.register("two-" + i));
			way.pass();
			one.settles();
			server.restartEmpty();
			UserNode.awaits("put back", () -> UserNodesIT.keys(server, "user:*:profile").size() == 2 * KNOWN);
			one.settles();
			two.settles();
			assertThat(one.users.getByEmail(UserNode.email("two-0"))).isPresent();
			assertThat(two.users.getByEmail(UserNode.email("one-0"))).isPresent();
		}
	}

	/** Looks at all of them again and again. */
	private static final class Watch implements AutoCloseable {

		private final UserNode node;

		private final List<String> ids;

		private final String plan;

		private final String guest;

		private final String guestId;

		private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

		private final AtomicInteger looked = new AtomicInteger();

		private final CountDownLatch end = new CountDownLatch(1);

		private final List<Thread> threads;

		Watch(UserNode node, List<String> ids, String plan, String guest, String guestId) {
			this.node = node;
			this.ids = ids;
			this.plan = plan;
			this.guest = guest;
			this.guestId = guestId;
			this.threads = List.of(new Thread(this::users), new Thread(this::guest));
			this.threads.forEach(Thread::start);
		}

		private void users() {
			while (this.end.getCount() > 0) {
				for (String id : this.ids) {
					String found = this.node.users.getProfile(id).map(UserProfile::plan).orElse("nobody");
					this.looked.incrementAndGet();
					if (!found.equals(this.plan)) {
						this.wrong.add("plan of " + id + " is " + found + " in " + this.node.guard.getState());
					}
				}
			}
		}

		private void guest() {
			while (this.end.getCount() > 0) {
				this.looked.incrementAndGet();
				if (this.node.users.getByEmail(UserNode.email(this.guest))
					.filter((found) -> found.id().equals(this.guestId))
					.isEmpty()) {
					this.wrong.add("no " + this.guest + " in " + this.node.guard.getState());
				}
				try {
					this.node.register(this.guest);
					this.wrong.add("another " + this.guest + " in " + this.node.guard.getState());
					return;
				}
				catch (UserConflictException ex) {
					this.looked.incrementAndGet();
				}
			}
		}

		void end() throws InterruptedException {
			close();
			for (Thread thread : this.threads) {
				thread.join(TimeUnit.SECONDS.toMillis(10));
				assertThat(thread.isAlive()).isFalse();
			}
			assertThat(this.wrong).as("of " + this.looked).isEmpty();
			assertThat(this.looked.get()).isGreaterThan(100);
		}

		@Override
		public void close() {
			this.end.countDown();
		}

	}

}
