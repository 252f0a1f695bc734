/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a {@link WriteHistory} knows of the writes that may be missing in Redis.
 *
 * @param records the writes, in the order in which they were made
 * @param reachesBack whether the history begins early enough; otherwise this process
 * cannot know what else was written
 * @param dropped the names of the features of which some of these writes were given up
 * for the bounds
 * @param after the last write that is surely there, counted by the history
 * @param upTo the last write that was looked at, counted by the history
 * @param concerned which writes were looked at
 */
record LostWrites(List<JournalRecord> records, boolean reachesBack, Set<String> dropped, long after, long upTo,
		Predicate<JournalRecord> concerned) {

	/**
	 * Whether all of a feature's writes are among the records; otherwise the feature has
	 * to make good for unknown ones, such as by clearing a cache as a whole.
	 */
	boolean isComplete(String feature) {
		return this.reachesBack && !this.dropped.contains(feature);
	}

}
