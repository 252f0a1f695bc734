/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

import io.github.resilientredis.guard.RedisTarget;
import org.jspecify.annotations.Nullable;

/**
 * All that was found out, before it is judged. What could not be found out is
 * {@code null}, and {@code unasked} says why. Immutable.
 *
 * @param settings what is known of the application
 * @param target where Redis is expected
 * @param unreachable why it was not reached, {@code null} if it was
 * @param remedy what to do about that, {@code null} if unknown
 * @param nodes the servers, one but in a Cluster: there each master
 * @param connectMillis how long each further connection took
 * @param user as whom the server knows us
 * @param cache how writing, reading and removing a cache entry went
 * @param session how writing, reading and removing a session went
 * @param unasked what could not be asked
 */
record Facts(DiagnosisSettings settings, RedisTarget target, @Nullable String unreachable, @Nullable String remedy,
		List<NodeFacts> nodes, List<Double> connectMillis, @Nullable UserFacts user, @Nullable RoundTrip cache,
		@Nullable RoundTrip session, List<Unasked> unasked) {

	Facts {
		nodes = List.copyOf(nodes);
		connectMillis = List.copyOf(connectMillis);
		unasked = List.copyOf(unasked);
	}

	static Facts unreachable(DiagnosisSettings settings, RedisTarget target, String reason, @Nullable String remedy) {
		return new Facts(settings, target, reason, remedy, List.of(), List.of(), null, null, null, List.of());
	}

	boolean isReachable() {
		return this.unreachable == null;
	}

	/** Whether sessions are, or are to be, in this Redis. */
	boolean hasSessions() {
		return this.settings.sessions() != null;
	}

	/** Whether revoked tokens are, or are to be, in this Redis. */
	boolean hasRevocations() {
		return this.settings.tokens();
	}

	/**
	 * As whom the server knows us.
	 *
	 * @param name the ACL user
	 * @param needsNoPassword whether anybody may be this user, or the default one
	 * @param dangerous which dangerous commands it may use; {@code null} if unknown
	 */
	record UserFacts(String name, boolean needsNoPassword, @Nullable List<String> dangerous) {

	}

	/**
	 * How writing, reading and removing a key in the application's layout went.
	 *
	 * @param works whether what was read is what was written
	 * @param tookMillis how long the three took together
	 * @param problem what went wrong, {@code null} if nothing did
	 */
	record RoundTrip(boolean works, double tookMillis, @Nullable String problem) {

	}

	/**
	 * Something that could not be asked.
	 *
	 * @param question the command
	 * @param reason why
	 */
	record Unasked(String question, String reason) {

	}

}
