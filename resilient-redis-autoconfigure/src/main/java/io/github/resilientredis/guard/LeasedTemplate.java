/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Spring Data's template on the link of the current {@link Lease}. Every operation of it
 * is measured and refused once the lease is overdrawn. The thread-local is written and
 * read only by the thread that runs the action.
 */
final class LeasedTemplate extends StringRedisTemplate {

	private final ThreadLocal<@Nullable Lease> current = new ThreadLocal<>();

	LeasedTemplate() {
		setConnectionFactory(new LeasedConnectionFactory(this.current::get));
		afterPropertiesSet();
	}

	<T extends @Nullable Object> T run(Lease lease, RedisAction<T> action) {
		Lease previous = this.current.get();
		this.current.set(lease);
		try {
			return action.run(this);
		}
		finally {
			if (previous != null) {
				this.current.set(previous);
			}
			else {
				this.current.remove();
			}
		}
	}

	@Override
	public <T extends @Nullable Object> T execute(RedisCallback<T> action, boolean exposeConnection, boolean pipeline) {
		Lease lease = this.current.get();
		if (lease == null) {
			return super.execute(action, exposeConnection, pipeline);
		}
		lease.checkBudget();
		long start = System.nanoTime();
		try {
			return super.execute(action, exposeConnection, pipeline);
		}
		finally {
			lease.spent(System.nanoTime() - start);
		}
	}

}
