/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.resource.EpollProvider;

/**
 * Socket options with which a dead peer is noticed in seconds: keep-alive for idle
 * connections and, where the native transport is present, a bound on unacknowledged data,
 * which keep-alive does not cover.
 */
final class SocketTuning {

	private static final Duration IDLE = Duration.ofSeconds(5);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final int PROBES = 3;

	private SocketTuning() {
	}

	/**
	 * The options.
	 * @param connectTimeout how long connecting may take
	 * @return the options
	 */
	static SocketOptions socketOptions(Duration connectTimeout) {
		SocketOptions.Builder options = SocketOptions.builder()
			.connectTimeout(connectTimeout)
			.keepAlive(KeepAliveOptions.builder().enable().idle(IDLE).interval(INTERVAL).count(PROBES).build());
		if (EpollProvider.isAvailable()) {
			options.tcpUserTimeout(TcpUserTimeoutOptions.builder()
				.enable()
				.tcpUserTimeout(IDLE.plus(INTERVAL.multipliedBy(PROBES)))
				.build());
		}
		return options.build();
	}

}
