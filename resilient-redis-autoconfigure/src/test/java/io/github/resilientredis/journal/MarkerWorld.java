/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that come and go, and a server that forgets, at random.
 */
final class MarkerWorld {

	private final Random random;

	private final boolean tellsRuns;

	private final boolean remembersAll;

	private final List<MarkedNode> nodes = new ArrayList<>();

	private final List<Object> snapshots = new ArrayList<>();

	private final Set<String> positions = new HashSet<>();

	private final Map<DataState, Integer> findings = new EnumMap<>(DataState.class);

	private MarkedServer server;

	private int events;

	/**
	 * A world.
	 * @param seed of the random
	 * @param server the first server
	 * @param tellsRuns whether servers tell which run they are
	 * @param remembersAll whether so many ancestors are remembered that none is missed
	 */
	MarkerWorld(long seed, MarkedServer server, boolean tellsRuns, boolean remembersAll) {
		this.random = new Random(seed);
		this.server = server;
		this.tellsRuns = tellsRuns;
		this.remembersAll = remembersAll;
		join();
		join();
		join();
	}

	Map<DataState, Integer> run(int steps) {
		for (int i = 0; i < steps; i++) {
			int what = this.random.nextInt(100);
			if (what < 80) {
				nodeStep(this.nodes.get(this.random.nextInt(this.nodes.size())), what);
			}
			else {
				serverStep(what);
			}
		}
		return this.findings;
	}

	private void nodeStep(MarkedNode node, int what) {
		if (what < 35) {
			node.beat();
		}
		else if (what < 60) {
			node.write();
		}
		else if (what < 74) {
			node.connect(this.server);
		}
		else if (what < 78) {
			node.disconnect();
		}
		else if (what < 79) {
			node.restart();
		}
		else if (this.nodes.size() < 5) {
			join();
		}
	}

	private void serverStep(int what) {
		if (what < 88) {
			keep(this.server.snapshot());
		}
		else if (what < 93) {
			restart(anySnapshot());
		}
		else if (what < 95) {
			restart(this.server.snapshot());
		}
		else if (what < 96) {
			restart(null);
		}
		else if (what < 97) {
			this.server.flush();
		}
		else {
			MarkedServer other = this.server.failOver(anySnapshot());
			this.server = (other != null) ? other : this.server;
		}
	}

	private void restart(@Nullable Object snapshot) {
		this.server.restart(snapshot);
		this.nodes.stream().filter((node) -> node.isOn(this.server)).forEach(MarkedNode::disconnect);
	}

	private @Nullable Object anySnapshot() {
		return this.snapshots.isEmpty() ? null : this.snapshots.get(this.random.nextInt(this.snapshots.size()));
	}

	private void join() {
		this.nodes.add(new MarkedNode(this, "n" + this.nodes.size(), new Random(this.random.nextLong())));
	}

	void keep(Object snapshot) {
		if (this.snapshots.size() == 4) {
			this.snapshots.remove(this.random.nextInt(4));
		}
		this.snapshots.add(snapshot);
	}

	/** What the server wrote into its marker belongs to the story of its data. */
	void marked(MarkedServer on, MarkerFinding finding) {
		assertThat(finding.now()).isNotNull();
		if (finding.now() != null) {
			String event = event(finding.now().position());
			if (!on.ledger().contains(event)) {
				assertThat(this.positions.add(event)).as("%s means one moment only", event).isTrue();
				on.append(event);
			}
		}
	}

	void count(MarkerFinding finding) {
		this.findings.merge(finding.state(), 1, Integer::sum);
	}

	boolean tellsRuns() {
		return this.tellsRuns;
	}

	boolean remembersAll() {
		return this.remembersAll;
	}

	String nextEvent(String by) {
		this.events++;
		return by + "-" + this.events;
	}

	static String event(MarkerPosition position) {
		return "marker:" + position.epoch() + ":" + position.beat();
	}

	static boolean isMarker(String event) {
		return event.startsWith("marker:");
	}

}
