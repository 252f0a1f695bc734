/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to Redis.
 */
enum HistoryFault {

	/** Killed, and back with its data of that moment. */
	KILLED,

	/** Stopped, and continued. */
	HUNG,

	/** Answers writes with READONLY. */
	READ_ONLY,

	/** Answers writes with OOM. */
	OUT_OF_MEMORY,

	/** Killed, and back without any data. */
	EMPTIED,

	/** Killed, and back with data of a while ago. */
	ROLLED_BACK,

	/** Saved, killed, and back at once. */
	RESTARTED;

	private static final Duration PATIENCE = Duration.ofMillis(300);

	/**
	 * Lets it happen, shows it to a client without a guard, and waits until the nodes
	 * have noticed.
	 * @param meanwhile passes some time
	 */
	void happen(RedisServer server, List<SessionHttpNode> nodes, Runnable meanwhile) {
		Snapshot old = server.snapshot();
		meanwhile.run();
		List<Integer> before = nodes.stream().map(SessionHttpNode::changes).toList();
		if (this == RESTARTED) {
			server.restart();
		}
		else {
			begin(server, nodes);
			meanwhile.run();
			end(server, old);
		}
		Awaitility.await("the nodes have noticed")
			.untilAsserted(() -> assertThat(nodes).zipSatisfy(before,
					(node, changes) -> assertThat(node.changes()).isGreaterThan(changes)));
	}

	private void begin(RedisServer server, List<SessionHttpNode> nodes) {
		try (UnguardedClient client = UnguardedClient.to(server, PATIENCE)) {
			client.assertWorks();
			switch (this) {
				case HUNG -> server.hang();
				case READ_ONLY -> server.makeReadOnly();
				case OUT_OF_MEMORY -> server.fillMemory();
				case KILLED -> {
					server.snapshot();
					server.kill();
				}
				default -> server.kill();
			}
			boolean refusal = this == READ_ONLY || this == OUT_OF_MEMORY;
			if (refusal) {
				client.assertWriteFails();
			}
			else {
				client.assertFails();
			}
			nodes.forEach((node) -> node.reaches(refusal ? GuardState.WRITES_REFUSED : GuardState.UNAVAILABLE));
		}
	}

	private void end(RedisServer server, Snapshot old) {
		switch (this) {
			case HUNG -> server.resume();
			case READ_ONLY -> server.makeWritable();
			case OUT_OF_MEMORY -> server.freeMemory();
			case EMPTIED -> server.restartEmpty();
			case ROLLED_BACK -> server.restartFrom(old);
			default -> server.startUp();
		}
	}

}
