/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import org.jspecify.annotations.Nullable;

/**
 * Entries in the order in which they were accepted, linked by their own fields, so that
 * each is in one list at most.
 * <p>
 * Shared state: read and written under the store's lock.
 */
final class EntryList {

	private @Nullable PendingEntry first;

	private @Nullable PendingEntry last;

	/**
	 * Where {@link #insert} found the last place: what is inserted next mostly follows.
	 */
	private @Nullable PendingEntry hint;

	@Nullable PendingEntry first() {
		return this.first;
	}

	/** When the oldest was accepted; the largest number if there is none. */
	long oldest() {
		return (this.first != null) ? this.first.acceptedAt : Long.MAX_VALUE;
	}

	/** Add the newest. */
	void add(PendingEntry entry) {
		link(this.last, entry);
	}

	/** Add in its place. */
	void insert(PendingEntry entry) {
		PendingEntry before = (this.hint != null) ? this.hint : this.last;
		while (before != null && before.sequence > entry.sequence) {
			before = before.previous;
		}
		PendingEntry next = (before != null) ? before.next : this.first;
		while (next != null && next.sequence < entry.sequence) {
			before = next;
			next = next.next;
		}
		link(before, entry);
		this.hint = entry;
	}

	private void link(@Nullable PendingEntry before, PendingEntry entry) {
		PendingEntry next = (before != null) ? before.next : this.first;
		entry.previous = before;
		entry.next = next;
		if (before != null) {
			before.next = entry;
		}
		else {
			this.first = entry;
		}
		if (next != null) {
			next.previous = entry;
		}
		else {
			this.last = entry;
		}
	}

	void remove(PendingEntry entry) {
		if (this.hint == entry) {
			this.hint = entry.previous;
		}
		if (entry.previous != null) {
			entry.previous.next = entry.next;
		}
		else {
			this.first = entry.next;
		}
		if (entry.next != null) {
			entry.next.previous = entry.previous;
		}
		else {
			this.last = entry.previous;
		}
		entry.previous = null;
		entry.next = null;
	}

}
