/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.time.Duration;

import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;

/**
 * What can become of Redis while tokens are revoked.
 */
enum TokenFault {

	KILLED {
		@Override
		void begin(RedisServer server) {
			server.kill();
		}

		@Override
		void end(RedisServer server) {
			server.startUp();
		}
	},

	HUNG {
		@Override
		void begin(RedisServer server) {
			server.hang();
		}

		@Override
		void end(RedisServer server) {
			server.resume();
		}
	},

	READ_ONLY {
		@Override
		void begin(RedisServer server) {
			server.makeReadOnly();
		}

		@Override
		void end(RedisServer server) {
			server.makeWritable();
		}
	},

	OUT_OF_MEMORY {
		@Override
		void begin(RedisServer server) {
			server.fillMemory();
		}

		@Override
		void end(RedisServer server) {
			server.freeMemory();
		}
	},

	NO_SNAPSHOTS {
		@Override
		void begin(RedisServer server) {
			server.failSnapshots();
		}

		@Override
		void end(RedisServer server) {
			server.allowSnapshots();
		}
	},

	BACK_WITH_DATA {
		@Override
		void begin(RedisServer server) {
			server.snapshot();
			server.kill();
		}

		@Override
		void end(RedisServer server) {
			server.startUp();
		}
	},

	BACK_EMPTY {
		@Override
		void begin(RedisServer server) {
			server.kill();
		}

		@Override
		void end(RedisServer server) {
			server.restartEmpty();
		}
	};

	abstract void begin(RedisServer server);

	abstract void end(RedisServer server);

	/** Shows that somebody without a guard cannot write. */
	static void proveBite(RedisServer server) {
		try (UnguardedClient client = UnguardedClient.to(server, Duration.ofMillis(300))) {
			client.assertWriteFails();
		}
	}

}
