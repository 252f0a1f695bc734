/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Says in a few words why Redis failed, for logs and health. Only the words of the
 * server, of the network and of Lettuce's own errors are repeated, without what could be
 * a secret or a caller's key; of other exceptions, whose messages may hold anything, only
 * the name of the class.
 */
final class FailureReason {

	private static final int MAX_LENGTH = 200;

	private static final Pattern USER_INFO = Pattern.compile("//\\S*@");

	/** Redis repeats what it was sent, a password among it, when it knows no AUTH. */
	private static final Pattern ARGUMENTS = Pattern.compile(",? with args beginning with:.*");

	private static final Pattern KEY = Pattern.compile("the '[^']*' (key|channel)");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029]+");

	private static final Pattern DURATION = Pattern
		.compile("timed out after (\\d+) (millisecond|second|minute|ns)(?:\\(s\\))?");

	/**
	 * The reason of a failure that is not an error reply.
	 * @param chain the failure and its causes, outermost first
	 * @return one line
	 */
	String of(List<Throwable> chain) {
		for (Throwable link : chain) {
			if (link instanceof RedisCommandTimeoutException || link instanceof TimeoutException
					|| link instanceof QueryTimeoutException) {
				return noAnswer(chain);
			}
			if (link instanceof IOException) {
				return words(link);
			}
			if (link instanceof CancellationException) {
				return "command cancelled";
			}
		}
		Throwable last = chain.get(chain.size() - 1);
		return address(chain).map((address) -> shorten(address) + " (" + words(last) + ")")
			.orElseGet(() -> words(last));
	}

	/**
	 * Where connecting failed, if that is all that is known: Lettuce sometimes loses the
	 * server's words when the server closes the connection at once.
	 */
	private static Optional<String> address(List<Throwable> chain) {
		return chain.stream()
			.limit(chain.size() - 1L)
			.filter(RedisConnectionException.class::isInstance)
			.map((link) -> text(link.getMessage()))
			.filter((message) -> message.startsWith("Unable to connect"))
			.findFirst();
	}

	/**
	 * The reason in the server's words.
	 * @param reply the error reply
	 * @return one line
	 */
	String ofReply(String reply) {
		String line = CONTROL.matcher(ServerErrors.unwrap(reply)).replaceAll(" ");
		return shorten(KEY.matcher(ARGUMENTS.matcher(line).replaceFirst("")).replaceAll("a $1"));
	}

	private static String words(Throwable failure) {
		String message = failure.getMessage();
		boolean known = failure instanceof IOException || failure instanceof RedisException;
		if (!known || message == null || message.isBlank()) {
			return failure.getClass().getSimpleName();
		}
		return shorten(CONTROL.matcher(message).replaceAll(" "));
	}

	private static String noAnswer(List<Throwable> chain) {
		for (Throwable link : chain) {
			if (link instanceof NoAnswer answer) {
				return text(answer.getMessage());
			}
			Matcher duration = DURATION.matcher(text(link.getMessage()));
			if (duration.find()) {
				return "no answer within " + duration.group(1) + " " + unit(duration.group(2));
			}
		}
		return "no answer in time";
	}

	private static String unit(String name) {
		return switch (name) {
			case "millisecond" -> "ms";
			case "second" -> "s";
			case "minute" -> "min";
			default -> name;
		};
	}

	private static String shorten(String line) {
		String clean = USER_INFO.matcher(line).replaceAll("//***@").strip();
		return (clean.length() <= MAX_LENGTH) ? clean : clean.substring(0, MAX_LENGTH - 1) + "…";
	}

	private static String text(@Nullable String message) {
		return (message != null) ? message : "";
	}

}
