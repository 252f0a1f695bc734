/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.lettuce.core.RedisException;

/**
 * What an error of the client itself means. Lettuce has no types for these, so that they
 * are told by the beginnings of their messages.
 */
enum ClientErrors {

	CLOSED("Connection closed"),

	IS_CLOSED("Connection is closed"),

	DISCONNECTED("Connection disconnected"),

	DEALLOCATED("Connection is deallocated"),

	NOT_CONNECTED("Currently not connected"),

	NO_CLUSTER("Cannot obtain initial Redis Cluster topology"),

	NO_CLUSTER_NODE("Cannot retrieve initial cluster partitions"),

	NO_TOPOLOGY("Cannot determine topology"),

	NO_NODE("Cannot determine a node to read"),

	NO_MASTER("Master is currently unknown"),

	NO_SENTINEL("Cannot attach to Redis Sentinel"),

	/** Connected, but not answering as fast as it is asked. */
	REQUESTS_QUEUED("Request queue size exceeded", FailureKind.TIMEOUT),

	COMMANDS_QUEUED("Command buffer size exceeded", FailureKind.TIMEOUT),

	STACKED("Internal stack size exceeded", FailureKind.TIMEOUT);

	private final String beginning;

	private final FailureKind kind;

	ClientErrors(String beginning) {
		this(beginning, FailureKind.CONNECTION_LOST);
	}

	ClientErrors(String beginning, FailureKind kind) {
		this.beginning = beginning;
		this.kind = kind;
	}

	/**
	 * What an error of the client means.
	 * @param failure a {@link RedisException}
	 * @return the kind; {@code CALLER} for all that is not known
	 */
	static FailureKind kindOf(Throwable failure) {
		String message = failure.getMessage();
		for (ClientErrors error : values()) {
			if (message != null && message.startsWith(error.beginning)) {
				return error.kind;
			}
		}
		return FailureKind.CALLER;
	}

}
