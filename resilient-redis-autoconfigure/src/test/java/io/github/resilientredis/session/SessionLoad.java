/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads at work on few sessions. Some sessions are only changed, each thread has
 * an attribute of its own there: nothing of that may be lost. The others are changed,
 * rotated, deleted, begun and left to expire at once: what was ended or rotated away must
 * be dead. With a database any node does anything; without, each session keeps to one.
 */
final class SessionLoad {

	private static final int THREADS = 8;

	private static final int SHARED = 4;

	private static final int LIVELY = 6;

	private final List<SessionNode> nodes;

	private final boolean sticky;

	private final long seed;

	private final int each;

	private final String[] shared = new String[SHARED];

	private final AtomicReferenceArray<@Nullable String> lively = new AtomicReferenceArray<>(LIVELY);

	private final Map<String, Map<String, Integer>> acknowledged = new ConcurrentHashMap<>();

	private final Set<String> deleted = ConcurrentHashMap.newKeySet();

	private final Set<String> rotated = ConcurrentHashMap.newKeySet();

	private final Set<String> expiring = ConcurrentHashMap.newKeySet();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger done = new AtomicInteger();

	private final Thread[] threads = new Thread[THREADS];

	SessionLoad(List<SessionNode> nodes, boolean sticky, long seed, int each) {
		this.nodes = nodes;
		this.sticky = sticky;
		this.seed = seed;
		this.each = each;
		for (int i = 0; i < SHARED; i++) {
			this.shared[i] = node(i, new Random(seed)).begin("n", i);
			this.acknowledged.put(this.shared[i], new ConcurrentHashMap<>());
		}
	}

	void start() {
		for (int i = 0; i < THREADS; i++) {
			int number = i;
			this.threads[i] = new Thread(() -> work(number), "load-" + i);
			this.threads[i].start();
		}
	}

	/** What part of the work is done. */
	double progress() {
		return (double) this.done.get() / (THREADS * this.each);
	}

	void join() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.join(60_000);
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(this.failures).isEmpty();
		assertThat(this.deleted).hasSizeGreaterThan(10);
	}

	private SessionNode node(int session, Random random) {
		return this.nodes.get(this.sticky ? session % this.nodes.size() : random.nextInt(this.nodes.size()));
	}

	private void work(int number) {
		Random random = new Random(this.seed * 31 + number);
		for (int i = 1; i <= this.each; i++) {
			try {
				if (random.nextBoolean()) {
					change(random.nextInt(SHARED), number, i, random);
				}
				else {
					anything(random.nextInt(LIVELY), random);
				}
			}
			catch (RuntimeException | Error ex) {
				this.failures.add(ex);
			}
			this.done.incrementAndGet();
		}
	}

	private void change(int index, int number, int value, Random random) {
		String id = this.shared[index];
		SessionNode node = node(index, random);
		ResilientSession session = node.found(id);
		// As each request does; tells the order of changes within a millisecond.
		session.setLastAccessedTime(Instant.now());
		session.setAttribute("t" + number, value);
		node.sessions.save(session);
		this.acknowledged.computeIfPresent(id, (known, values) -> {
			values.put("t" + number, value);
			return values;
		});
	}

	private void anything(int index, Random random) {
		SessionNode node = node(index, random);
		String id = this.lively.get(index);
		ResilientSession session = (id != null) ? node.sessions.findById(id) : null;
		if (id == null || session == null) {
			this.lively.compareAndSet(index, id, node.begin("n", 0));
			return;
		}
		switch (random.nextInt(8)) {
			case 0 -> {
				node.sessions.deleteById(id);
				this.deleted.add(id);
				this.lively.compareAndSet(index, id, null);
			}
			case 1, 2 -> {
				session.changeSessionId();
				node.sessions.save(session);
				this.rotated.add(id);
				this.lively.compareAndSet(index, id, session.getId());
				// Should it have lost, this must not begin anything.
				session.setAttribute("again", 1);
				node.sessions.save(session);
			}
			case 3 -> {
				ResilientSession brief = node.sessions.createSession();
				brief.setMaxInactiveInterval(Duration.ofSeconds(1));
				node.sessions.save(brief);
				this.expiring.add(brief.getId());
			}
			default -> {
				session.setAttribute("n", random.nextInt());
				node.sessions.save(session);
			}
		}
	}

	void verifyIn(SessionRepository<?> repository) {
		assertThat(this.deleted).as("deleted sessions").filteredOn((id) -> repository.findById(id) != null).isEmpty();
		assertThat(this.rotated).as("rotated sessions").filteredOn((id) -> repository.findById(id) != null).isEmpty();
		assertThat(this.expiring).as("expired sessions").filteredOn((id) -> repository.findById(id) != null).isEmpty();
		this.acknowledged.forEach((id, values) -> {
			Session session = repository.findById(id);
			assertThat(session).as("session").isNotNull();
			values.forEach((name, value) -> assertThat(session.<Integer>getAttribute(name)).as(name).isEqualTo(value));
		});
	}

	void verifyIn(SessionDatabase database) {
		assertThat(this.deleted).as("deleted sessions").filteredOn((id) -> database.find(id) != null).isEmpty();
		assertThat(this.rotated).as("rotated sessions").filteredOn((id) -> database.find(id) != null).isEmpty();
		assertThat(this.expiring).as("expired sessions").filteredOn((id) -> database.find(id) != null).isEmpty();
		this.acknowledged.forEach((id, values) -> {
			StoredSession stored = database.find(id);
			assertThat(stored).isNotNull();
			assertThat(stored.attributes().keySet()).containsAll(values.keySet());
		});
	}

}
