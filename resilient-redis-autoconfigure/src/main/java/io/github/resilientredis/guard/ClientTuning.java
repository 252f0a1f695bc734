/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.util.Assert;

/**
 * How the application's own connections are set up so that Redis cannot hold them for
 * long: bounded waits, nothing queued for a connection that is down, dead peers noticed
 * by the sockets, and a reconnect that is never far away. Immutable.
 *
 * @param timeout how long one command may take; blocking commands get their block time on
 * top, see {@link ConnectionFactoryTuning}
 * @param connectTimeout how long opening a socket may take
 */
public record ClientTuning(Duration timeout, Duration connectTimeout) {

	private static final Duration MIN_RECONNECT_DELAY = Duration.ofMillis(10);

	private static final Duration MAX_RECONNECT_DELAY = Duration.ofMillis(250);

	public ClientTuning {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "'timeout' must be positive");
		Assert.isTrue(connectTimeout.compareTo(Duration.ZERO) > 0, "'connectTimeout' must be positive");
	}

	/**
	 * Bound commands and the handshake of new connections.
	 * @param builder the configuration in the making
	 */
	public void customize(LettuceClientConfigurationBuilder builder) {
		builder.commandTimeout(this.timeout);
	}

	/**
	 * Reject commands while disconnected, and set up the sockets.
	 * @param builder the options in the making
	 */
	public void customize(ClientOptions.Builder builder) {
		builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketTuning.socketOptions(this.connectTimeout));
	}

	/**
	 * Cap the delay between attempts to reconnect. Clients that lost the same server
	 * spread out over it.
	 * @param builder the resources in the making
	 */
	public void customize(ClientResources.Builder builder) {
		builder.reconnectDelay(Delay.fullJitter(MIN_RECONNECT_DELAY, MAX_RECONNECT_DELAY, MIN_RECONNECT_DELAY.toNanos(),
				TimeUnit.NANOSECONDS));
	}

}
