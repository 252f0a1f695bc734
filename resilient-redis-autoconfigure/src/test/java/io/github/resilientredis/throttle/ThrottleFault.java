/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.Snapshot;
import io.github.resilientredis.testkit.UnguardedClient;

/**
 * What can happen to Redis, or to one node's way to it.
 */
enum ThrottleFault {

	/** Comes back with its data. */
	KILLED {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.snapshot();
			server.kill();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.startUp();
		}
	},

	HUNG {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.hang();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.resume();
		}
	},

	/** Out of reach of one node, which learns nothing of it. */
	BLACK_HOLED {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			node.proxy.blackHole();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			node.proxy.pass();
		}
	},

	READ_ONLY {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.makeReadOnly();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.makeWritable();
		}
	},

	OUT_OF_MEMORY {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.fillMemory();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.freeMemory();
		}
	},

	EMPTIED {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.kill();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.restartEmpty();
		}
	},

	ROLLED_BACK {
		@Override
		void begin(RedisServer server, ThrottledNode node) {
			server.kill();
		}

		@Override
		void end(RedisServer server, ThrottledNode node, Snapshot old) {
			server.restartFrom(old);
		}
	};

	abstract void begin(RedisServer server, ThrottledNode node);

	abstract void end(RedisServer server, ThrottledNode node, Snapshot old);

	/** Whether reads are still answered. */
	boolean isRefusal() {
		return this == READ_ONLY || this == OUT_OF_MEMORY;
	}

	/** Whether it concerns a single node. */
	boolean isCut() {
		return this == BLACK_HOLED;
	}

	/** Where a guard ends up that noticed. */
	GuardState state() {
		return isRefusal() ? GuardState.WRITES_REFUSED : GuardState.UNAVAILABLE;
	}

	/** A client without a guard meets it. */
	void assertBites(UnguardedClient unguarded) {
		if (isRefusal()) {
			unguarded.assertWriteFails();
		}
		else {
			unguarded.assertFails();
		}
	}

}
