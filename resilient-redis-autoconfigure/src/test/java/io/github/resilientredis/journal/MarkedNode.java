/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node as the recovery will drive it, which compares everything it is told with the
 * ledger.
 */
final class MarkedNode {

	private static final JournalFeature CACHE = new JournalFeature("cache", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.ORDINARY);

	private static final JournalFeature USERS = new JournalFeature("users", ReplayPhase.WRITES, false, false,
			JournalShare.ORDINARY);

	private final MarkerWorld world;

	private final String name;

	private final Random random;

	private final Deque<JournalRecord> journal = new ArrayDeque<>();

	/** The last acknowledged event by key, for users by event. */
	private final Map<String, JournalRecord> acknowledged = new LinkedHashMap<>();

	private WriteHistory history;

	private @Nullable MarkedServer server;

	private @Nullable String run;

	private @Nullable MarkerValue lastSeen;

	private List<String> seenLedger = List.of();

	private boolean beaten;

	MarkedNode(MarkerWorld world, String name, Random random) {
		this.world = world;
		this.name = name;
		this.random = random;
		this.history = newHistory();
	}

	private WriteHistory newHistory() {
		return this.random.nextBoolean() ? new WriteHistory(1000, 1_000_000) : new WriteHistory(4, 1_000_000);
	}

	void restart() {
		disconnect();
		this.lastSeen = (this.lastSeen != null) ? MarkerValue.parse(this.lastSeen.format()) : null;
		this.history = newHistory();
		this.journal.clear();
		this.acknowledged.clear();
		this.beaten = false;
	}

	void disconnect() {
		this.server = null;
	}

	boolean isOn(MarkedServer other) {
		return this.server == other;
	}

	void connect(MarkedServer to) {
		this.run = this.world.tellsRuns() ? to.run() : null;
		if (this.random.nextInt(8) == 0) {
			MarkerFinding finding = to.read(this.run, this.lastSeen);
			if (finding.now() != null && this.random.nextBoolean()) {
				this.server = to;
				found("read", to, finding, -1);
			}
			else {
				check("read", to, finding);
			}
			return;
		}
		MarkerFinding finding = to.meet(this.run, this.lastSeen);
		this.world.marked(to, finding);
		if (this.random.nextInt(8) > 0) {
			this.server = to;
			found("meet", to, finding, -1);
		}
	}

	void beat() {
		MarkedServer to = this.server;
		if (to == null || this.lastSeen == null) {
			return;
		}
		long mark = this.history.mark();
		MarkerFinding finding = to.beat(this.run, this.lastSeen);
		this.world.marked(to, finding);
		if (this.random.nextInt(8) == 0) {
			return;
		}
		if (this.random.nextInt(6) == 0 && finding.state() == DataState.KEPT) {
			this.world.keep(to.snapshot());
			write();
		}
		found("beat", to, finding, mark);
	}

	void write() {
		MarkedServer to = this.server;
		if (to == null || !this.journal.isEmpty()) {
			return;
		}
		boolean cache = this.random.nextBoolean();
		JournalRecord record = new JournalRecord(cache ? CACHE.name() : USERS.name(),
				bytes("k" + this.random.nextInt(5)), bytes(this.world.nextEvent(this.name)));
		write(to, record);
	}

	private void write(MarkedServer to, JournalRecord record) {
		to.append(event(record));
		this.history.wrote(record.feature().equals(CACHE.name()) ? CACHE : USERS, record.key(), record.payload());
		this.acknowledged.put(identity(record), record);
	}

	private void found(String how, MarkedServer to, MarkerFinding finding, long mark) {
		LostWrites lost = check(how, to, finding);
		boolean proven = finding.state() == DataState.KEPT && !finding.serverRestarted();
		if (!proven) {
			this.history.forget(lost);
			lost.records().forEach(this.journal::addLast);
			// Those the feature makes good for otherwise.
			this.acknowledged.values().removeIf((record) -> !lost.isComplete(record.feature()));
			this.beaten &= finding.state() == DataState.KEPT;
		}
		else if (mark >= 0 && finding.now() != null) {
			this.history.reached(mark, finding.now().position());
			this.beaten = true;
		}
		this.lastSeen = finding.now();
		this.seenLedger = List.copyOf(to.ledger());
		while (!this.journal.isEmpty() && this.random.nextInt(10) > 0) {
			write(to, this.journal.removeFirst());
		}
		if (!this.journal.isEmpty()) {
			disconnect();
		}
	}

	private LostWrites check(String how, MarkedServer to, MarkerFinding finding) {
		Set<String> ledger = new HashSet<>(to.ledger());
		String what = this.name + " " + how + ": last seen " + this.lastSeen + ", found " + finding.now();
		MarkerValue seen = this.lastSeen;
		boolean kept = seen != null && ledger.contains(MarkerWorld.event(seen.position()));
		if (!kept) {
			assertThat(finding.state()).as("%s: its beat is lost", what).isNotEqualTo(DataState.KEPT);
		}
		if (this.world.remembersAll()) {
			assertThat(finding.state()).as(what).isEqualTo(expected(seen, kept, ledger));
		}
		if (finding.since() != null) {
			String since = MarkerWorld.event(finding.since());
			assertThat(ledger.contains(since) && this.seenLedger.contains(since)).as("%s: since is shared", what)
				.isTrue();
		}
		return checkWrites(what, finding, ledger);
	}

	private DataState expected(@Nullable MarkerValue seen, boolean kept, Set<String> ledger) {
		if (seen == null) {
			return DataState.FIRST;
		}
		if (kept) {
			return DataState.KEPT;
		}
		boolean shared = this.seenLedger.stream()
			.anyMatch((event) -> MarkerWorld.isMarker(event) && ledger.contains(event));
		return shared ? DataState.ROLLED_BACK : DataState.EMPTIED;
	}

	private LostWrites checkWrites(String what, MarkerFinding finding, Set<String> ledger) {
		LostWrites lost = this.history.since(finding.now());
		boolean proven = finding.state() == DataState.KEPT && !finding.serverRestarted();
		Set<String> known = new HashSet<>();
		lost.records().forEach((record) -> known.add(event(record)));
		Set<String> pending = new HashSet<>();
		this.journal.forEach((record) -> pending.add(event(record)));
		for (JournalRecord record : this.acknowledged.values()) {
			if (!ledger.contains(event(record)) && !pending.contains(event(record))) {
				assertThat(proven).as("%s: nothing to repeat, but %s is lost", what, event(record)).isFalse();
				assertThat(known.contains(event(record)) || !lost.isComplete(record.feature()))
					.as("%s: %s is lost and not repeated", what, event(record))
					.isTrue();
			}
		}
		if (this.beaten && finding.state() == DataState.KEPT && this.world.remembersAll()) {
			assertThat(lost.reachesBack()).as("%s: the history begins early enough", what).isTrue();
		}
		this.world.count(finding);
		return lost;
	}

	private static String identity(JournalRecord record) {
		return record.feature() + ":" + text(record.feature().equals(CACHE.name()) ? record.key() : record.payload());
	}

	private static String event(JournalRecord record) {
		return record.feature() + ":" + text(record.key()) + ":" + text(record.payload());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
