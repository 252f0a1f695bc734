/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionSelectorException;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.internal.ExceptionFactory;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ClusterCommandExecutionFailureException;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FailureClassifierTests {

	private static final RedisCommandExecutionException READONLY = reply(
			"READONLY You can't write against a read only replica.");

	private static final RedisCommandTimeoutException TIMEOUT = ExceptionFactory
		.createTimeoutException(Duration.ofMillis(500));

	private final FailureClassifier classifier = new FailureClassifier();

	@ParameterizedTest
	@MethodSource({ "timeouts", "lostConnections", "replies", "callers" })
	void classifies(FailureKind kind, Throwable failure) {
		assertThat(this.classifier.classify(failure)).isEqualTo(kind);
		assertThat(this.classifier.classify(new CompletionException(new ExecutionException(failure)))).isEqualTo(kind);
	}

	static Stream<Arguments> timeouts() {
		return Stream
			.of(TIMEOUT, new RedisCommandTimeoutException(TIMEOUT), new TimeoutException(),
					new QueryTimeoutException("Redis command timed out", TIMEOUT), new QueryTimeoutException("late"),
					new RedisException("Request queue size exceeded: 10. Commands are not accepted until ..."),
					new RedisException("Command buffer size exceeded: 10. Commands are not accepted until ..."),
					new RedisException("Internal stack size exceeded: 10. Commands are not accepted until ..."))
			.map((failure) -> arguments(FailureKind.TIMEOUT, failure));
	}

	static Stream<Arguments> lostConnections() {
		RedisConnectionException refused = RedisConnectionException.create("localhost/127.0.0.1:6379",
				new ConnectException("Connection refused"));
		return Stream
			.of(refused, new RedisException(refused),
					new RedisConnectionFailureException("Unable to connect to Redis", refused),
					new RedisConnectionFailureException("none"), new PoolException("Could not get a resource", refused),
					new PoolException("Could not get a resource", new NoSuchElementException("Timeout waiting")),
					RedisConnectionException.create("localhost", TIMEOUT), new IOException("Connection reset by peer"),
					new RedisException(new IOException("Connection reset by peer")), new ClosedChannelException(),
					new ConnectTimeoutException("connection timed out after 2000 ms: localhost"),
					new UnknownHostException("redis.example"), new SSLHandshakeException("PKIX path building failed"),
					new DecoderException(new SSLHandshakeException("no")), new CancellationException(),
					new RedisException("Connection closed"), new RedisException("Connection is closed"),
					new RedisException(new RedisException("Connection disconnected")),
					new RedisSystemException("Redis exception",
							new RedisException("Currently not connected. Commands are rejected.")),
					new RedisException("Cannot determine a node to read (Known nodes: []) with setting x"),
					new RedisException("Master is currently unknown: []"),
					new RedisException("Cannot obtain initial Redis Cluster topology"),
					new ClusterCommandExecutionFailureException(List.of(refused, new IllegalStateException())))
			.map((failure) -> arguments(FailureKind.CONNECTION_LOST, failure));
	}

	static Stream<Arguments> replies() {
		RedisConnectionException handshake = RedisConnectionException.create("localhost/127.0.0.1:6379",
				reply("WRONGPASS invalid username-password pair or user is disabled."));
		return Stream.of(arguments(FailureKind.WRITES_REFUSED, READONLY),
				arguments(FailureKind.WRITES_REFUSED, new RedisSystemException("Error in execution", READONLY)),
				arguments(FailureKind.WRITES_REFUSED, new RedisCommandExecutionException(READONLY)),
				arguments(FailureKind.WRITES_REFUSED,
						ExceptionFactory.createExecutionException(
								"OOM command not allowed when used memory > 'maxmemory'.", READONLY)),
				arguments(FailureKind.SERVER_UNAVAILABLE, ExceptionFactory.createExecutionException("LOADING wait")),
				arguments(FailureKind.SERVER_UNAVAILABLE, ExceptionFactory.createExecutionException("BUSY a script")),
				arguments(FailureKind.SERVER_UNAVAILABLE, handshake),
				arguments(FailureKind.SERVER_UNAVAILABLE, new PoolException("none", handshake)),
				arguments(FailureKind.SERVER_UNAVAILABLE,
						new RedisConnectionFailureException("Unable to connect to Redis", handshake)),
				arguments(FailureKind.SERVER_UNAVAILABLE,
						RedisConnectionException.create("localhost", reply("ERR DB index is out of range"))),
				arguments(FailureKind.SERVER_UNAVAILABLE,
						RedisConnectionException.create("localhost", reply("NOPERM may not say HELLO"))),
				arguments(FailureKind.SERVER_UNAVAILABLE,
						new RedisConnectionException("DENIED Redis is running in protected mode")),
				arguments(FailureKind.SERVER_UNAVAILABLE,
						new PartitionSelectorException("Cannot determine a partition for slot 1.", new Partitions())),
				arguments(FailureKind.NOT_PERMITTED, new RedisSystemException("no", reply("NOPERM no permission"))),
				arguments(FailureKind.CALLER, reply("WRONGTYPE Operation against a key")),
				arguments(FailureKind.CALLER, ExceptionFactory.createExecutionException("BUSYGROUP name exists")),
				arguments(FailureKind.CALLER, ExceptionFactory.createExecutionException("NOSCRIPT none")),
				arguments(FailureKind.CALLER, ExceptionFactory.createExecutionException("READONLYISH no")),
				arguments(FailureKind.CALLER, new RedisCommandExecutionException((String) null)),
				arguments(FailureKind.INTERRUPTED, new RedisCommandInterruptedException(new InterruptedException())),
				arguments(FailureKind.INTERRUPTED, new RedisSystemException("Redis command interrupted",
						new RedisCommandInterruptedException(new InterruptedException()))));
	}

	static Stream<Arguments> callers() {
		return Stream
			.of(new IllegalArgumentException("Key must not be null"), new NullPointerException(),
					new UncheckedIOException(new IOException("Connection reset")), new IllegalStateException(READONLY),
					new RuntimeException("READONLY", TIMEOUT), new SerializationException("no", new IOException("no")),
					new RedisSystemException("Redis exception", new SerializationException("no")),
					new RedisException(new IllegalArgumentException("codec")), new RedisException("unknown"),
					new DataAccessResourceFailureException("the caller's database", new ConnectException("refused")),
					new QueryTimeoutException("the caller's query", new SQLTimeoutException()),
					new RedisUnavailableException("a call inside the call", GuardState.UNAVAILABLE, TIMEOUT, true),
					new OutOfMemoryError("OOM"), new RedisException("READONLY"))
			.map((failure) -> arguments(FailureKind.CALLER, failure));
	}

	@Test
	void whenCausesFormACycleThenEnds() {
		RedisException outer = new RedisException("outer");
		RedisException inner = new RedisException("inner", outer);
		outer.initCause(inner);
		assertThat(this.classifier.classify(outer)).isEqualTo(FailureKind.CALLER);
		assertThat(this.classifier.reason(outer)).isNotBlank();
	}

	private static RedisCommandExecutionException reply(String message) {
		return new RedisCommandExecutionException(message);
	}

}
