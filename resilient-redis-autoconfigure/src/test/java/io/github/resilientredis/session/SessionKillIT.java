/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} of a node with a journal directory, while Redis is away and its users
 * change their sessions, get other ids and log out.
 */
@ExtendWith(RedisKitExtension.class)
class SessionKillIT {

	private static final Log logger = LogFactory.getLog(SessionKillIT.class);

	private static final int KILLS = Boolean.getBoolean("resilient-redis.tests.long") ? 10 : 1;

	private static final int USERS = 30;

	/** What was acknowledged so late need not be on the disk, but for ends. */
	private static final Duration LATE = Duration.ofMillis(300);

	@Test
	void whatWasAcknowledgedBeforeAKillHolds(RedisServer server, RedisProxy proxy, @TempDir Path directory)
			throws IOException {
		ExecutorService threads = Executors.newFixedThreadPool(USERS);
		try (SessionHttpNode other = SessionHttpNode.start("other", server)) {
			for (int i = 0; i < KILLS; i++) {
				killOnce(server, proxy, other, directory.resolve("journal-" + i), threads);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void killOnce(RedisServer server, RedisProxy proxy, SessionHttpNode other, Path journal, Executor threads)
			throws IOException {
		List<Visitor> visitors = new ArrayList<>();
		long killed;
		try (SessionJvm jvm = SessionJvm.start("killed", proxy, journal);
				UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(300))) {
			for (int i = 0; i < USERS; i++) {
				visitors.add(new Visitor(jvm.pages(), i % 2 == 0));
			}
			// The other node has seen them, too.
			visitors.forEach((visitor) -> assertThat(other.pages().get(visitor.id).isAlive()).isTrue());
			unguarded.assertWorks();
			server.snapshot();
			server.kill();
			unguarded.assertFails();
			other.reaches(GuardState.UNAVAILABLE);
			List<CompletableFuture<Void>> work = visitors.stream()
				.map((visitor) -> CompletableFuture.runAsync(visitor::work, threads))
				.toList();
			Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
			killed = System.currentTimeMillis();
			jvm.kill();
			work.forEach(CompletableFuture::join);
		}
		server.startUp();
		try (SessionJvm jvm = SessionJvm.start("started again", proxy, journal)) {
			jvm.pages().settles();
			other.pages().settles();
			check(visitors, List.of(jvm.pages(), other.pages()), killed);
		}
	}

	private static void check(List<Visitor> visitors, List<SessionPages> nodes, long killed) {
		int dead = 0;
		int changes = 0;
		int lost = 0;
		for (Visitor visitor : visitors) {
			dead += visitor.dead.size();
			changes += visitor.changed.size();
			long certain = visitor.changed.stream().filter((at) -> at < killed - LATE.toMillis()).count();
			for (SessionPages node : nodes) {
				visitor.dead.forEach((id) -> assertThat(node.get(id).isGone()).as("dead at " + node).isTrue());
				if (!visitor.id.isEmpty()) {
					SessionAnswer answer = node.get(visitor.id);
					assertThat(answer.isAlive()).as("alive at " + node + ", " + answer.status()).isTrue();
					int number = Integer.parseInt(answer.attributes().getOrDefault("n", "0"));
					assertThat(number).as("changes at " + node).isBetween((int) certain, visitor.changed.size() + 1);
					lost += Math.max(0, visitor.changed.size() - number);
				}
			}
		}
		logger.warn("killed: " + dead + " dead ids all dead, " + changes + " changes, " + lost
				+ " of the last 300 ms lost");
		assertThat(dead).as("dead ids").isGreaterThan(10);
		assertThat(changes).as("changes").isGreaterThan(100);
		assertThat(visitors).as("visitors that stay").anyMatch((visitor) -> !visitor.id.isEmpty());
	}

	/**
	 * Someone who logs out after a while, or is there until the node is killed. For one
	 * thread at a time.
	 */
	private static final class Visitor {

		private final SessionPages node;

		private final boolean leaves;

		private final List<String> dead = new ArrayList<>();

		/** When each change was acknowledged; they are numbered from 1. */
		private final List<Long> changed = new ArrayList<>();

		/** Empty once it has logged out, or may have another id that nobody was told. */
		private String id;

		Visitor(SessionPages node, boolean leaves) {
			this.node = node;
			this.leaves = leaves;
			this.id = node.login("").id();
			assertThat(this.id).isNotEqualTo(SessionApplication.NONE);
		}

		void work() {
			for (int i = 1; !this.id.isEmpty(); i++) {
				if (this.leaves && i % 40 == 0) {
					leave();
				}
				else if (i % 8 == 0) {
					rotate();
				}
				else if (!change()) {
					return;
				}
			}
		}

		private boolean change() {
			SessionAnswer answer = this.node.put(this.id, "n", String.valueOf(this.changed.size() + 1));
			if (answer.status() == 0) {
				return false;
			}
			assertThat(answer.isAlive()).as(String.valueOf(answer.status())).isTrue();
			this.changed.add(System.currentTimeMillis());
			return true;
		}

		private void rotate() {
			SessionAnswer answer = this.node.rotate(this.id);
			if (answer.status() == 0) {
				this.id = "";
				return;
			}
			assertThat(answer.isAlive()).as(String.valueOf(answer.status())).isTrue();
			this.dead.add(this.id);
			this.id = answer.id();
		}

		private void leave() {
			SessionAnswer answer = this.node.logout(this.id);
			if (answer.status() != 0) {
				assertThat(answer.isAlive()).as(String.valueOf(answer.status())).isTrue();
				this.dead.add(this.id);
			}
			this.id = "";
		}

	}

}
