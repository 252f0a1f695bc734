/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What an error reply of the server means, told by its exact first word. Redis 6.2 hides
 * the reply to a command that a script ran behind
 * {@code ERR Error running script (call to f_<sha>): @user_script:1: -READONLY …}; later
 * versions put it first. Names and values of the caller may stand in the rest of a
 * message, so the rest is never searched.
 */
final class ServerErrors {

	/** The dash marks a reply of the server's own; errors a script makes up have none. */
	private static final Pattern IN_SCRIPT = Pattern
		.compile("^(?:ERR Error running script \\(call to f_\\p{XDigit}+\\): )?(?:@user_script: ?\\d+: )+(-?)");

	private static final Pattern IN_TRANSACTION = Pattern.compile("^EXECABORT Transaction discarded because of: -?");

	private static final Pattern FIRST_WORD = Pattern.compile("^[^ \\r\\n]*");

	private static final Map<String, Token> TOKENS = Arrays.stream(Token.values())
		.collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

	private ServerErrors() {
	}

	/**
	 * What a reply means.
	 * @param message the server's words
	 * @return the kind; {@code CALLER} for all that is not known to be the server's state
	 */
	static FailureKind kindOf(String message) {
		Matcher script = IN_SCRIPT.matcher(message);
		boolean madeUp = script.lookingAt() && script.group(1).isEmpty();
		String error = unwrap(message);
		Token token = madeUp ? null : TOKENS.get(firstWord(error));
		if (token != null) {
			return token.kind;
		}
		for (Phrase phrase : Phrase.values()) {
			if (error.startsWith(phrase.beginning)) {
				return phrase.kind;
			}
		}
		return FailureKind.CALLER;
	}

	/**
	 * Why a write was refused.
	 * @param message the server's words
	 * @return why, {@code null} if it was not
	 */
	static @Nullable WriteRefusal refusalOf(String message) {
		if (kindOf(message) != FailureKind.WRITES_REFUSED) {
			return null;
		}
		return switch (firstWord(unwrap(message))) {
			case "READONLY" -> WriteRefusal.READONLY;
			case "OOM" -> WriteRefusal.OUT_OF_MEMORY;
			default -> WriteRefusal.OTHER;
		};
	}

	/**
	 * A reply without what a script or transaction put before it.
	 * @param message the server's words
	 * @return the words of the command that failed
	 */
	static String unwrap(String message) {
		String error = IN_SCRIPT.matcher(message).replaceFirst("");
		return IN_TRANSACTION.matcher(error).replaceFirst("");
	}

	private static String firstWord(String error) {
		Matcher word = FIRST_WORD.matcher(error);
		return word.find() ? word.group() : "";
	}

	/** First words, exactly as the server writes them. */
	private enum Token {

		LOADING(FailureKind.SERVER_UNAVAILABLE),

		BUSY(FailureKind.SERVER_UNAVAILABLE),

		UNKILLABLE(FailureKind.SERVER_UNAVAILABLE),

		MASTERDOWN(FailureKind.SERVER_UNAVAILABLE),

		CLUSTERDOWN(FailureKind.SERVER_UNAVAILABLE),

		/** A blocked client when its master became a replica. */
		UNBLOCKED(FailureKind.SERVER_UNAVAILABLE),

		NOAUTH(FailureKind.SERVER_UNAVAILABLE),

		WRONGPASS(FailureKind.SERVER_UNAVAILABLE),

		/** Protected mode. */
		DENIED(FailureKind.SERVER_UNAVAILABLE),

		/** One slot is on the move: passes by itself, says nothing of the others. */
		TRYAGAIN(FailureKind.TIMEOUT),

		/** What the client does not follow, or no longer. */
		MOVED(FailureKind.TIMEOUT),

		ASK(FailureKind.TIMEOUT),

		READONLY(FailureKind.WRITES_REFUSED),

		OOM(FailureKind.WRITES_REFUSED),

		MISCONF(FailureKind.WRITES_REFUSED),

		NOREPLICAS(FailureKind.WRITES_REFUSED),

		NOGOODSLAVE(FailureKind.WRITES_REFUSED),

		NOPERM(FailureKind.NOT_PERMITTED);

		private final FailureKind kind;

		Token(FailureKind kind) {
			this.kind = kind;
		}

	}

	/** Beginnings of replies that have no word of their own. */
	private enum Phrase {

		MAX_CLIENTS("ERR max number of clients "),

		/** Before Redis 6. */
		INVALID_PASSWORD("ERR invalid password"),

		NO_PASSWORD_SET("ERR AUTH <password> called without any password configured"),

		/** Before Redis 6. */
		NO_PASSWORD_SET_OLD("ERR Client sent AUTH, but no password is set"),

		/** In a script, before Redis 7. */
		CLUSTER_DOWN_IN_SCRIPT("Script attempted to execute a command while the cluster is down"),

		/** In a script, before Redis 7. */
		CLUSTER_READONLY_IN_SCRIPT("Script attempted to execute a write command while the cluster is down and readonly",
				FailureKind.WRITES_REFUSED),

		/** In a script, before Redis 7. */
		NOT_PERMITTED_IN_SCRIPT_BEFORE_7("The user executing the script can't ", FailureKind.NOT_PERMITTED),

		/** From Redis 7 on. */
		NOT_PERMITTED_IN_SCRIPT("ERR The user executing the script can't ", FailureKind.NOT_PERMITTED);

		private final String beginning;

		private final FailureKind kind;

		Phrase(String beginning) {
			this(beginning, FailureKind.SERVER_UNAVAILABLE);
		}

		Phrase(String beginning, FailureKind kind) {
			this.beginning = beginning;
			this.kind = kind;
		}

	}

}
