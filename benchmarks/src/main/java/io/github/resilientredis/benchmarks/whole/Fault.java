/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import io.github.resilientredis.testkit.RedisServer;

/**
 * How Redis goes away and comes back.
 */
enum Fault {

	KILLED("killed", "killed with SIGKILL, started again with its data") {
		@Override
		void begin(RedisServer redis) {
			redis.kill();
		}

		@Override
		void end(RedisServer redis) {
			redis.startUp();
		}
	},

	HUNG("hung", "stopped with SIGSTOP, continued with SIGCONT") {
		@Override
		void begin(RedisServer redis) {
			redis.hang();
		}

		@Override
		void end(RedisServer redis) {
			redis.resume();
		}
	};

	private final String id;

	private final String title;

	Fault(String id, String title) {
		this.id = id;
		this.title = title;
	}

	String id() {
		return this.id;
	}

	String title() {
		return this.title;
	}

	abstract void begin(RedisServer redis);

	abstract void end(RedisServer redis);

}
