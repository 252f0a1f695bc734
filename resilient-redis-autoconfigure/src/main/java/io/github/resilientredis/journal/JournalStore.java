/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Holds the records that wait for Redis, in the order in which they were accepted.
 * Thread-safe; no method waits for a disk or for Redis.
 *
 * <p>
 * An entry is <em>idle</em> until someone takes it to send it, and then <em>in
 * flight</em> until he says what became of it, unless it is <em>parked</em>. In all of
 * these it counts as pending.
 */
interface JournalStore extends AutoCloseable {

	/**
	 * Accept a record. If the feature is replacing and an idle entry says the same
	 * already, that one stands for both. An entry of the same key that was only announced
	 * ({@link #begin}) is stored before it, so that the order holds on the disk too.
	 * @return where the record is, once it is as safe as the feature and the settings
	 * ask; ends within a bounded time with less if the disk does not answer; never fails
	 * @throws JournalFullException if there is no room for it
	 */
	CompletableFuture<Durability> append(JournalFeature feature, byte[] key, byte[] payload);

	/**
	 * Announce a write that is being sent to Redis directly: in flight from now on, and
	 * stored only if it fails or if another of the same key follows.
	 * @return the entry; {@code null} if the key has entries already, behind which the
	 * write must be appended
	 * @throws JournalFullException if there is no room for it
	 */
	@Nullable JournalEntry begin(JournalFeature feature, byte[] key, byte[] payload);

	/**
	 * Whether a key has entries. Takes no lock; sees what was accepted before.
	 */
	boolean isPending(JournalFeature feature, byte[] key);

	/**
	 * Whether a feature has entries. Takes no lock; sees what was accepted before.
	 */
	boolean isPending(JournalFeature feature);

	/**
	 * Drop the idle entries that something wider makes superfluous.
	 * @return how many
	 */
	int drop(JournalFeature feature, Predicate<JournalRecord> superfluous);

	/**
	 * Accept records again that Redis had and lost, in front of all that waits for the
	 * same keys, what is in flight included, whose outcome is from before the loss or
	 * after it. What waits is accepted once more behind them, before its first copies are
	 * dropped: if the process ends in between, they are applied twice, but in the right
	 * order at the end.
	 * @throws JournalFullException if there is no room: nothing has changed
	 */
	void repeat(JournalFeature feature, List<JournalRecord> lost);

	/**
	 * Redis has lost data, and it is not known on which side of the loss the answers to
	 * what is in flight are: from now until it is called again with {@code false}, all
	 * that is in flight, or announced, is idle again when it is {@link #applied}.
	 */
	void doubt(boolean begin);

	/**
	 * Take the oldest idle entries, of these features in this order, to be sent: in the
	 * order in which they were accepted, no key twice, none past an entry of the same
	 * feature whose key is in flight.
	 * @param max how many at most
	 * @return the entries, in flight now
	 */
	List<JournalEntry> take(List<JournalFeature> features, int max);

	/**
	 * Redis has these, or will never take them: forget them. Entries replaced meanwhile
	 * stay as what replaced them.
	 */
	void applied(Collection<JournalEntry> entries);

	/**
	 * Redis refused this, and so it was said to whoever announced it: forget it in any
	 * case.
	 */
	void withdraw(JournalEntry entry);

	/**
	 * Redis may not have these: idle again, in their old places.
	 */
	void failed(Collection<JournalEntry> entries);

	/**
	 * The master of a Cluster that has the keys of these is away: they are pending, but
	 * not idle, and neither is what is accepted for the same keys, until they are
	 * {@linkplain #unpark() called back}.
	 */
	void parked(Collection<JournalEntry> entries);

	/**
	 * What is parked is idle again, in its old place.
	 */
	void unpark();

	/**
	 * Do something while it is sure that these features have no idle entry: whoever
	 * appends meanwhile waits.
	 * @return whether there was none and the action said yes
	 */
	boolean ifNoneIdle(Collection<JournalFeature> features, BooleanSupplier action);

	/**
	 * Keep a small value beside the records; the last one counts. Never forced.
	 */
	void note(byte[] value);

	/**
	 * The value last kept, also by an earlier process.
	 */
	byte @Nullable [] note();

	JournalStatus status();

	/**
	 * How many records wait for Redis, by feature name.
	 */
	Map<String, Long> recordsByFeature();

	/**
	 * Write and force what can be, and let go of the file. Twice is once.
	 */
	@Override
	void close();

}
