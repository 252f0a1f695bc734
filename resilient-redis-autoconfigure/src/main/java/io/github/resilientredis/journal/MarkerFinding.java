/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the marker told a node.
 *
 * @param state what became of the data
 * @param since if they were rolled back, the last point up to which they are what this
 * node knew; otherwise {@code null}
 * @param now what this node has seen now, to be kept once it has done what the state asks
 * for; {@code null} if there is no marker, and none could be written
 * @param serverRestarted whether the data may have been through a restart, a failover or
 * a loss since this node's last beat. What it wrote after that beat is then not proven to
 * be there, even if the data were kept
 */
record MarkerFinding(DataState state, @Nullable MarkerPosition since, @Nullable MarkerValue now,
		boolean serverRestarted) {

	/**
	 * Compare.
	 * @param lastSeen what this node last saw, {@code null} if it never did
	 * @param now what is there
	 * @param sameRun whether it is known that the server did not restart in between
	 */
	static MarkerFinding of(@Nullable MarkerValue lastSeen, @Nullable MarkerValue now, boolean sameRun) {
		if (lastSeen == null) {
			return new MarkerFinding(DataState.FIRST, null, now, false);
		}
		if (now == null) {
			return new MarkerFinding(DataState.EMPTIED, null, null, true);
		}
		boolean restarted = !sameRun || !now.position().epoch().equals(lastSeen.position().epoch());
		if (now.contains(lastSeen.position())) {
			return new MarkerFinding(DataState.KEPT, null, now, restarted);
		}
		MarkerPosition since = now.commonWith(lastSeen);
		return new MarkerFinding((since != null) ? DataState.ROLLED_BACK : DataState.EMPTIED, since, now, true);
	}

}
