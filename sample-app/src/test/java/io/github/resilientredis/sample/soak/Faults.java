/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Lets faults happen, and shows each to a client without a guard. For one thread.
 */
final class Faults {

	/** Of the client that has no guard. */
	private static final Duration PATIENCE = Duration.ofMillis(300);

	/** Longer than a command may take, so that nobody gets an answer. */
	private static final Duration SLOW = Duration.ofMillis(700);

	private static final Duration FLAP = Duration.ofMillis(250);

	private final RedisServer server;

	private final List<SoakNode> nodes;

	private final History history;

	private final Map<FaultKind, Integer> happened = new EnumMap<>(FaultKind.class);

	private @Nullable Snapshot old;

	Faults(RedisServer server, List<SoakNode> nodes, History history) {
		this.server = server;
		this.nodes = nodes;
		this.history = history;
	}

	Map<FaultKind, Integer> happened() {
		return Collections.unmodifiableMap(this.happened);
	}

	/** Let one happen; when this returns, Redis and the way there are well again. */
	void happen(FaultPlan.Step step) {
		this.old = this.server.snapshot();
		long remembered = this.history.now();
		pass(step.before());
		begin(step);
		pass(step.lasting());
		end(step, remembered);
		this.happened.merge(step.kind(), 1, Integer::sum);
	}

	private void begin(FaultPlan.Step step) {
		int first = Collections.min(step.nodes());
		try (UnguardedClient client = step.kind().isOnTheWay()
				? UnguardedClient.to(this.nodes.get(first).proxy(), PATIENCE)
				: UnguardedClient.to(this.server, PATIENCE)) {
			// Once at last: the machine may do other things, too.
			Awaitility.await().pollInSameThread().ignoreExceptions().untilAsserted(client::assertWorks);
			this.history.faultBegins(step);
			begin(step, this.history.now());
			if (step.kind().isRefusal()) {
				client.assertWriteFails();
			}
			else {
				client.assertFails();
			}
		}
	}

	private void begin(FaultPlan.Step step, long now) {
		switch (step.kind()) {
			case KILLED -> {
				this.server.snapshot();
				this.server.kill();
				// What was written between the two.
				this.history.lost(now, this.history.now());
			}
			case EMPTIED, ROLLED_BACK -> this.server.kill();
			case HUNG -> this.server.hang();
			case READ_ONLY -> this.server.makeReadOnly();
			case OUT_OF_MEMORY -> this.server.fillMemory();
			case SLOW -> eachWay(step, (proxy) -> proxy.delay(SLOW));
			case CUT_MID_REPLY -> eachWay(step, RedisProxy::cutEveryReply);
			case BLACK_HOLE -> eachWay(step, RedisProxy::blackHole);
			case FORGOTTEN -> eachWay(step, RedisProxy::drop);
			case FLAPPING -> eachWay(step, RedisProxy::refuse);
			default -> throw new IllegalArgumentException(step.toString());
		}
	}

	private void end(FaultPlan.Step step, long remembered) {
		switch (step.kind()) {
			case KILLED -> this.server.startUp();
			case EMPTIED -> {
				this.history.lost(Long.MIN_VALUE, this.history.now());
				this.server.restartEmpty();
			}
			case ROLLED_BACK -> {
				this.history.lost(remembered, this.history.now());
				this.server.restartFrom(old());
			}
			case HUNG -> this.server.resume();
			case READ_ONLY -> this.server.makeWritable();
			case OUT_OF_MEMORY -> this.server.freeMemory();
			case FLAPPING -> {
				for (int i = 0; i < 3; i++) {
					eachWay(step, RedisProxy::pass);
					pass(FLAP);
					eachWay(step, RedisProxy::refuse);
					pass(FLAP);
				}
				eachWay(step, RedisProxy::pass);
			}
			default -> eachWay(step, RedisProxy::pass);
		}
		this.history.faultEnds(step);
	}

	private Snapshot old() {
		if (this.old == null) {
			throw new IllegalStateException("Nothing was remembered");
		}
		return this.old;
	}

	private void eachWay(FaultPlan.Step step, Consumer<RedisProxy> action) {
		step.nodes().forEach((node) -> action.accept(this.nodes.get(node).proxy()));
	}

	private static void pass(Duration time) {
		Awaitility.await().pollInSameThread().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
	}

}
