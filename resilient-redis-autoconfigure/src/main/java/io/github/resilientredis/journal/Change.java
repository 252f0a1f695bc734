/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * A change of the index on its way to the file.
 */
sealed interface Change {

	/** How many bytes it takes there, at most. */
	int size();

	/**
	 * A record is kept.
	 *
	 * @param entry its entry
	 */
	record Kept(PendingEntry entry) implements Change {

		@Override
		public int size() {
			return FrameBodies.frameOf(this.entry);
		}

	}

	/**
	 * A record is no longer needed.
	 *
	 * @param sequence its place
	 */
	record Done(long sequence) implements Change {

		@Override
		public int size() {
			return FrameBodies.frameOfDone(1);
		}

	}

	/**
	 * The note has a new value.
	 *
	 * @param value the value
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Noted(byte[] value) implements Change {

		@Override
		public int size() {
			return FrameBodies.frameOfNote(this.value);
		}

	}

}
