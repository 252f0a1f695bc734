/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about one server. What could not be found out is {@code null}.
 * Immutable.
 *
 * @param address {@code host:port}, or the path of a socket
 * @param loopback whether it is on this machine
 */
record NodeFacts(String address, boolean loopback, @Nullable Server server, @Nullable Memory memory,
		@Nullable Clients clients, @Nullable Persistence persistence, @Nullable Replication replication,
		@Nullable Exposure exposure, @Nullable SlowLog slowLog, @Nullable Latency latency, @Nullable Clock clock,
		@Nullable Keys keys) {

	/** Which server it is. */
	record Server(String version, String mode, @Nullable Long uptimeSeconds) {

	}

	/** Its memory; a limit of 0 is none. */
	record Memory(@Nullable Long usedBytes, @Nullable Long limitBytes, @Nullable String evictionPolicy) {

	}

	/** Its clients. */
	record Clients(@Nullable Long connected, @Nullable Long limit, @Nullable Long blocked) {

	}

	/**
	 * Whether its data survive its end.
	 *
	 * @param snapshots whether it takes snapshots, {@code null} if unknown
	 * @param appendOnly whether it keeps an append-only file
	 * @param failing whether the last attempt to write either failed
	 */
	record Persistence(@Nullable Boolean snapshots, @Nullable Boolean appendOnly, boolean failing) {

	}

	/**
	 * Its part in replication.
	 *
	 * @param role {@code master} or {@code replica}
	 * @param linkUp of a replica: whether it hears its master
	 * @param replicas of a master: how many there are
	 * @param behind of a master: how many of them are not online, or more than 10 s late
	 */
	record Replication(String role, boolean linkUp, long replicas, long behind) {

	}

	/**
	 * From where it takes connections.
	 *
	 * @param bind the addresses it listens on
	 * @param protectedMode whether it refuses other machines while it has no password
	 */
	record Exposure(List<String> bind, boolean protectedMode) {

		boolean isOpen() {
			return !this.protectedMode && this.bind.stream()
				.anyMatch((address) -> !Loopback.isLoopback(address.startsWith("-") ? address.substring(1) : address));
		}

	}

	/**
	 * Its slow log.
	 *
	 * @param length how many entries there are
	 * @param slowest the slowest of the last entries
	 */
	record SlowLog(long length, List<Slow> slowest) {

	}

	/** A slow command, without its arguments. */
	record Slow(String command, double tookMillis) {

	}

	/** How fast it answers. */
	record Latency(int samples, double p50Millis, double p99Millis, double maxMillis) {

	}

	/**
	 * How its clock differs from ours.
	 *
	 * @param skewMillis how far it is ahead, half of the round trip taken off
	 * @param uncertaintyMillis how wrong that may be
	 */
	record Clock(double skewMillis, double uncertaintyMillis) {

	}

	/**
	 * A sample of the keys.
	 *
	 * @param seen how many keys were looked at
	 * @param complete whether these were all
	 * @param kinds what was found of each kind of keys that should have a time to live
	 */
	record Keys(long seen, boolean complete, List<Kind> kinds) {

		static List<Kind> kindsOf(@Nullable Keys keys) {
			return (keys != null) ? keys.kinds() : List.of();
		}

	}

	/**
	 * Keys of one kind.
	 *
	 * @param name {@code cache}, {@code session} or {@code own}
	 * @param sampled how many were asked for their time to live
	 * @param withoutTimeToLive how many of them have none
	 * @param javaSerialized how many of them hold Java-serialized values
	 */
	record Kind(String name, int sampled, int withoutTimeToLive, int javaSerialized) {

	}

}
