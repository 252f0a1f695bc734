/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks whether something may be done now, and counts it if it may. Thread-safe. No method
 * fails because of Redis: the limit says what happens while Redis is away.
 *
 * <p>
 * A decision that was sent to Redis and not answered in time is made again by the
 * fallback. What was sent is taken back where that is possible. Where it is not, Redis
 * may charge for it later; this is found out before the next charge for the same key, and
 * what the fallback admitted is then not charged again. If another node was there in
 * between, so that nobody can tell, it is charged again: a limit is never exceeded
 * because of it, and at most the decisions of that moment are charged twice.
 */
public interface Throttle {

	/**
	 * Ask with the cost that the limit is configured for.
	 * @param limit the name of a configured limit
	 * @param key whom or what the limit is counted for; any text, also from a user
	 * @return the decision
	 * @throws UnknownLimitException if there is no limit of this name
	 */
	ThrottleDecision tryAcquire(String limit, String key);

	/**
	 * Ask. Waits for Redis at most the configured timeout, within the budget of the
	 * request.
	 * @param limit the name of a configured limit
	 * @param key whom or what the limit is counted for; any text, also from a user
	 * @param cost how much it takes from the limit, at least 1. What costs more than the
	 * limit's burst is never admitted
	 * @return the decision
	 * @throws UnknownLimitException if there is no limit of this name
	 * @throws IllegalArgumentException if the cost is not positive
	 */
	ThrottleDecision tryAcquire(String limit, String key, long cost);

	/**
	 * Ask without waiting, with the cost that the limit is configured for.
	 * @param limit the name of a configured limit
	 * @param key whom or what the limit is counted for; any text, also from a user
	 * @return the decision; does not fail
	 * @throws UnknownLimitException if there is no limit of this name
	 */
	CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key);

	/**
	 * Ask without waiting.
	 * @param limit the name of a configured limit
	 * @param key whom or what the limit is counted for; any text, also from a user
	 * @param cost how much it takes from the limit, at least 1
	 * @return the decision; does not fail
	 * @throws UnknownLimitException if there is no limit of this name
	 * @throws IllegalArgumentException if the cost is not positive
	 */
	CompletionStage<ThrottleDecision> tryAcquireAsync(String limit, String key, long cost);

	/**
	 * The limit of a name.
	 * @param name the name
	 * @return the limit
	 * @throws UnknownLimitException if there is no limit of this name
	 */
	ThrottleLimit getLimit(String name);

	/**
	 * All limits, in the order of configuration.
	 * @return the limits, unmodifiable
	 */
	List<ThrottleLimit> getLimits();

}
