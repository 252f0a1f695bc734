/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.internal.ExceptionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FailureReasonTests {

	private final FailureClassifier classifier = new FailureClassifier();

	@ParameterizedTest
	@MethodSource
	void saysWhyInAFewWords(String reason, Throwable failure) {
		assertThat(this.classifier.reason(failure)).isEqualTo(reason);
	}

	static Stream<Arguments> saysWhyInAFewWords() {
		ConnectException refused = new ConnectException("Connection refused: localhost/127.0.0.1:6379");
		refused.initCause(new ConnectException("Connection refused"));
		return Stream.of(
				arguments("Connection refused: localhost/127.0.0.1:6379",
						new CompletionException(RedisConnectionException.create("localhost", refused))),
				arguments("LOADING Redis is loading the dataset in memory",
						new RedisSystemException("Error in execution",
								reply("LOADING Redis is loading the dataset in memory"))),
				arguments("READONLY You can't write against a read only replica.", reply(
						"ERR Error running script (call to f_0a): @user_script:1: @user_script: 1: -READONLY You can't "
								+ "write against a read only replica.\r\n")),
				arguments("WRONGPASS invalid username-password pair",
						RedisConnectionException.create("localhost",
								reply("WRONGPASS invalid username-password pair"))),
				arguments("no answer within 500 ms",
						new QueryTimeoutException("late",
								ExceptionFactory.createTimeoutException(Duration.ofMillis(500)))),
				arguments("no answer within 2 s",
						ExceptionFactory.createTimeoutException("GET", Duration.ofSeconds(2))),
				arguments("no answer within 500 ms",
						RedisConnectionException.create("localhost",
								ExceptionFactory.createTimeoutException("Connection initialization timed out",
										Duration.ofMillis(500)))),
				arguments("Unable to connect to 127.0.0.1:6379 (IllegalStateException)",
						RedisConnectionException.create("127.0.0.1:6379",
								new IllegalStateException("RedisHandshakeHandler not registered"))),
				arguments("no answer in time", new TimeoutException()),
				arguments("command cancelled", new RedisException(new CancellationException("key secret"))),
				arguments("Currently not connected. Commands are rejected.",
						new RedisException("Currently not connected. Commands are rejected.")));
	}

	@Test
	void repeatsNoSecrets() {
		assertThat(
				Stream
					.of(new RedisException("Unable to connect to rediss://user:s3cret@host:6379"),
							new RedisException("Unable to connect to rediss://:s3cr@s3cret/s3cret@host:6379"),
							new IllegalStateException("s3cret"),
							new RedisException(new IllegalStateException("s3cret")),
							RedisConnectionException.create("localhost", new IllegalStateException("s3cret")),
							reply("WRONGTYPE s3cret"),
							RedisConnectionException.create("localhost", reply(
									"ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `s3cret`, ")),
							reply("NOPERM User default has no permissions to access the 's3cret' key"))
					.map(this.classifier::reason))
			.allSatisfy((reason) -> assertThat(reason).isNotBlank().doesNotContain("s3cr"));
	}

	@Test
	void isOneShortLine() {
		String reason = this.classifier.reason(
				new RedisException("Connection closed\r\n2026-11-20 ERROR forged\u001b[2J \u2028" + "x".repeat(500)));
		assertThat(reason).startsWith("Connection closed 2026-11-20 ERROR forged [2J x").hasSize(200);
		assertThat(reason).doesNotContainPattern("\\p{Cntrl}");
	}

	private static RedisCommandExecutionException reply(String message) {
		return new RedisCommandExecutionException(message);
	}

}
