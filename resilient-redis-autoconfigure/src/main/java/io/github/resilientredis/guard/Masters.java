/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a Cluster and the slots they serve, as one connection sees them.
 *
 * <p>
 * The table is immutable and replaced as a whole by the supervisor's thread when the
 * Cluster has changed; a call may still act on the table before. Whoever finds a master
 * gone says so here, and wakes those who look for the way back.
 */
final class Masters {

	private static final Table NONE = new Table(Map.of(), new Master[SlotHash.SLOT_COUNT]);

	private volatile Table table = NONE;

	/** Hash tags by slot, each found once; any thread. */
	private final Map<Integer, String> tags = new ConcurrentHashMap<>();

	/** Set by any thread, and taken back by the supervisor's before it looks. */
	private volatile boolean suspected;

	/** Set once the connection is in use. */
	private volatile Runnable trouble = () -> {
	};

	/** All that have slots. */
	Collection<Master> all() {
		return this.table.byId().values();
	}

	/**
	 * The master that serves a key.
	 * @return the master, {@code null} if nobody is known to
	 */
	@Nullable Master of(byte[] key) {
		return this.table.bySlot()[SlotHash.getSlot(key)];
	}

	/**
	 * Whether an operation may be sent.
	 * @return {@code null} if it may; otherwise the state that keeps it back
	 */
	@Nullable GuardState obstacle(RedisOperation operation) {
		if (operation.key() != null) {
			Master master = of(operation.key());
			if (master == null) {
				return GuardState.UNAVAILABLE;
			}
			return master.admits(operation.effect()) ? null : master.state();
		}
		Stream<Master> all = all().stream();
		if (operation.anywhere()) {
			return all.anyMatch((master) -> master.admits(operation.effect())) ? null : GuardState.UNAVAILABLE;
		}
		return all.filter((master) -> !master.admits(operation.effect())).map(Master::state).findFirst().orElse(null);
	}

	/** Whether each of them is as it should be. */
	boolean areWhole() {
		for (Master master : all()) {
			if (master.state() != GuardState.AVAILABLE) {
				return false;
			}
		}
		return true;
	}

	/** Whether none of them answers. */
	boolean areGone() {
		return all().stream().allMatch((master) -> master.state() == GuardState.UNAVAILABLE);
	}

	/** A master does not serve. Any thread. */
	void away(Master master, String reason) {
		if (master.away(reason)) {
			MasterLog.away(master, reason);
			this.trouble.run();
		}
	}

	/** A master refuses writes. Any thread. */
	void refuses(Master master, WriteRefusal refusal, String reason) {
		if (master.refuses(refusal, reason)) {
			MasterLog.refuses(master, reason);
			this.trouble.run();
		}
	}

	/** Something failed, and it is not known of whom. Any thread. */
	void suspect() {
		this.suspected = true;
		this.trouble.run();
	}

	/** Whether all should be asked, since something failed. The supervisor's thread. */
	boolean takeSuspicion() {
		boolean all = this.suspected;
		this.suspected = false;
		return all;
	}

	/**
	 * Whom to tell of trouble.
	 * @param listener called on any thread; must not block
	 */
	void onTrouble(Runnable listener) {
		this.trouble = listener;
	}

	/**
	 * The Cluster is like this now. Masters that are known keep their standing. The
	 * supervisor's thread.
	 * @param nodes its nodes
	 * @param creation makes a master that is not known yet
	 */
	void are(Collection<RedisClusterNode> nodes, Function<RedisClusterNode, Master> creation) {
		Map<String, Master> known = this.table.byId();
		Map<String, Master> byId = new LinkedHashMap<>();
		Master[] bySlot = new Master[SlotHash.SLOT_COUNT];
		for (RedisClusterNode node : nodes) {
			if (isMaster(node)) {
				Master same = known.get(node.getNodeId());
				Master master = (same != null) ? same : creation.apply(node);
				byId.put(master.id(), master);
				node.forEachSlot((slot) -> bySlot[slot] = master);
			}
		}
		this.table = new Table(byId, bySlot);
	}

	static boolean isMaster(RedisClusterNode node) {
		return node.getRole().isUpstream() && !node.hasNoSlots();
	}

	/**
	 * For a recovery.
	 * @param master one of these
	 * @return the master with the lowest of its slots
	 */
	RecoveredMaster recovered(Master master) {
		List<@Nullable Master> slots = Arrays.asList(this.table.bySlot());
		int lowest = slots.indexOf(master);
		return new RecoveredMaster((lowest < 0) ? "" : this.tags.computeIfAbsent(lowest, SlotTags::of),
				master.serverRun(), (key) -> of(key) == master);
	}

	/**
	 * What was found.
	 *
	 * @param byId the masters by what the Cluster calls them
	 * @param bySlot the masters by slot, with {@code null} where there is none
	 */
	private record Table(Map<String, Master> byId, @Nullable Master[] bySlot) {

	}

}
