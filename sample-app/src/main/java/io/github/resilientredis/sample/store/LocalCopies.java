/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.store;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What this node knows of each user: what it read and what it wrote, whether or not Redis
 * has it yet. Nothing has to be taken back once Redis does, because two states that know
 * the same thing know it once when they are merged.
 *
 * <p>
 * Shared by all threads. Each copy is immutable and replaced as a whole, one thread at a
 * time for a user. Within {@code maxCharacters}, those not used for long go first; what
 * goes is forgotten here only, not by the journal.
 *
 * @param <T> immutable
 */
public final class LocalCopies<T> {

	private final Cache<String, T> copies;

	private final BinaryOperator<T> merge;

	/**
	 * Create it, empty.
	 * @param maxCharacters how much is kept, of all users together
	 * @param size the characters in a copy
	 * @param merge of two copies, whatever is in one of them; the same for all orders and
	 * for repetitions
	 */
	public LocalCopies(long maxCharacters, ToIntFunction<T> size, BinaryOperator<T> merge) {
		this.copies = Caffeine.newBuilder()
			.maximumWeight(maxCharacters)
			.weigher((String user, T copy) -> size.applyAsInt(copy))
			.build();
		this.merge = merge;
	}

	/**
	 * Learn something.
	 * @param user of whom
	 * @param known what
	 * @return all that is known now
	 */
	public T add(String user, T known) {
		T merged = this.copies.asMap().merge(user, known, this.merge);
		return (merged != null) ? merged : known;
	}

	/**
	 * What is known.
	 * @param user of whom
	 * @return all of it; empty if nothing is
	 */
	public Optional<T> find(String user) {
		return Optional.ofNullable(this.copies.getIfPresent(user));
	}

}
