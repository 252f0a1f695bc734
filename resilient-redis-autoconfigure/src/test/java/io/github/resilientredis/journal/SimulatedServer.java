/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * What the marker's script does, once more and in another language.
 */
final class SimulatedServer implements MarkedServer {

	private final AtomicLong ids;

	private final int maxAncestors;

	private String run;

	private @Nullable MarkerValue marker;

	private List<String> ledger = new ArrayList<>();

	SimulatedServer(AtomicLong ids, int maxAncestors) {
		this.ids = ids;
		this.maxAncestors = maxAncestors;
		this.run = "run" + ids.incrementAndGet();
	}

	@Override
	public String run() {
		return this.run;
	}

	@Override
	public MarkerFinding meet(@Nullable String serverRun, @Nullable MarkerValue lastSeen) {
		look(serverRun, lastSeen, serverRun == null);
		return MarkerFinding.of(lastSeen, this.marker,
				serverRun != null && lastSeen != null && serverRun.equals(lastSeen.run()));
	}

	@Override
	public MarkerFinding beat(@Nullable String serverRun, MarkerValue lastSeen) {
		MarkerValue now = look(serverRun, lastSeen, lastSeen.run().equals(MarkerValue.UNMET_RUN));
		this.marker = new MarkerValue(new MarkerPosition(now.position().epoch(), now.position().beat() + 1), now.run(),
				now.ancestors());
		return MarkerFinding.of(lastSeen, this.marker, true);
	}

	@Override
	public MarkerFinding read(@Nullable String serverRun, @Nullable MarkerValue lastSeen) {
		MarkerValue found = this.marker;
		MarkerValue now = (found != null) ? found.on((serverRun != null) ? serverRun : MarkerValue.UNMET_RUN) : null;
		return MarkerFinding.of(lastSeen, now,
				serverRun != null && lastSeen != null && serverRun.equals(lastSeen.run()));
	}

	private MarkerValue look(@Nullable String serverRun, @Nullable MarkerValue lastSeen, boolean always) {
		MarkerValue now = this.marker;
		String named = (serverRun != null) ? serverRun : MarkerValue.UNKNOWN_RUN;
		MarkerPosition start = new MarkerPosition(String.format("%016x", this.ids.incrementAndGet()), 0);
		if (now == null) {
			now = new MarkerValue(start, named, List.of());
		}
		else if (always || (serverRun != null && !serverRun.equals(now.run())) || isBehind(now, lastSeen)) {
			List<MarkerPosition> ancestors = new ArrayList<>(now.ancestors());
			ancestors.add(0, now.position());
			now = new MarkerValue(start, named, ancestors.subList(0, Math.min(ancestors.size(), this.maxAncestors)));
		}
		this.marker = now;
		return now;
	}

	private static boolean isBehind(MarkerValue now, @Nullable MarkerValue lastSeen) {
		return lastSeen != null && now.position().epoch().equals(lastSeen.position().epoch())
				&& now.position().beat() < lastSeen.position().beat();
	}

	@Override
	public void append(String event) {
		this.ledger.add(event);
	}

	@Override
	public List<String> ledger() {
		return this.ledger;
	}

	@Override
	public Object snapshot() {
		return new Saved(this.marker, List.copyOf(this.ledger));
	}

	@Override
	public void restart(@Nullable Object snapshot) {
		Saved saved = (snapshot instanceof Saved some) ? some : new Saved(null, List.of());
		this.run = "run" + this.ids.incrementAndGet();
		this.marker = saved.marker();
		this.ledger = new ArrayList<>(saved.ledger());
	}

	@Override
	public void flush() {
		this.marker = null;
		this.ledger = new ArrayList<>();
	}

	@Override
	public MarkedServer failOver(@Nullable Object snapshot) {
		SimulatedServer other = new SimulatedServer(this.ids, this.maxAncestors);
		other.restart(snapshot);
		return other;
	}

	private record Saved(@Nullable MarkerValue marker, List<String> ledger) {

	}

}
