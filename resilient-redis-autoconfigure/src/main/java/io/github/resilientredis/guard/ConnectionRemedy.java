/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.channels.ClosedChannelException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.NotSslRecordException;
import org.jspecify.annotations.Nullable;

/**
 * What to change about the usual mistakes of configuration, in the order in which they
 * are looked for. A server that merely is not there is no mistake of configuration.
 */
enum ConnectionRemedy {

	WRONG_PASSWORD(
			"Set 'spring.data.redis.username' and 'spring.data.redis.password' (or the user and password in"
					+ " 'spring.data.redis.url') to those of a user that the server knows.",
			(attempt) -> attempt.says("WRONGPASS") || attempt.says("ERR invalid password")),

	NO_PASSWORD(
			"The server asks for a password: set 'spring.data.redis.password', or put it into 'spring.data.redis.url'.",
			(attempt) -> attempt.says("NOAUTH")),

	NEEDLESS_PASSWORD("The server has no password: remove 'spring.data.redis.password', or give the server one.",
			(attempt) -> attempt.says("ERR AUTH <password> called without any password")
					|| attempt.says("ERR Client sent AUTH, but no password is set")),

	WRONG_DATABASE("The server has fewer databases (16 unless its 'databases' says otherwise; a Cluster has database 0"
			+ " only): set 'spring.data.redis.database', or the path of 'spring.data.redis.url', to one it has.",
			(attempt) -> attempt.says("ERR DB index is out of range")
					|| attempt.says("ERR SELECT is not allowed in cluster mode")),

	PROTECTED_MODE("The server takes connections of its own machine only: give it a password, and set"
			+ " 'spring.data.redis.password'.", (attempt) -> attempt.says("DENIED")),

	NO_TLS_THERE(
			"The server does not speak TLS on this port: set 'spring.data.redis.ssl.enabled' to false (or use"
					+ " redis:// instead of rediss:// in 'spring.data.redis.url'), or use the server's TLS port.",
			(attempt) -> attempt.tls && attempt.has(NotSslRecordException.class)),

	UNTRUSTED("The server's certificate is not trusted, or is not for this host name: name a bundle that trusts it in"
			+ " 'spring.data.redis.ssl.bundle'.", (attempt) -> attempt.tls && attempt.has(SSLException.class)),

	/** A plain server waits for the end of a line that TLS never sends. */
	PERHAPS_NO_TLS_THERE(
			"If the server does not speak TLS on this port, set 'spring.data.redis.ssl.enabled' to false"
					+ " (or use redis:// instead of rediss:// in 'spring.data.redis.url').",
			(attempt) -> attempt.tls && attempt.says("no answer")),

	/** A TLS server hangs up on what is no TLS. */
	PERHAPS_TLS_THERE(
			"If the server speaks TLS on this port, set 'spring.data.redis.ssl.enabled' to true (or use"
					+ " rediss:// in 'spring.data.redis.url').",
			(attempt) -> !attempt.tls && (attempt.says("Connection reset") || attempt.says("Connection closed")
					|| attempt.reason.endsWith("(Connection closed prematurely)")
					|| attempt.has(ClosedChannelException.class)));

	private static final int MAX_DEPTH = 16;

	private final String text;

	private final Predicate<Attempt> applies;

	ConnectionRemedy(String text, Predicate<Attempt> applies) {
		this.text = text;
		this.applies = applies;
	}

	/**
	 * The remedy for a failure.
	 * @param reason the failure in a few words
	 * @param failure the failure
	 * @param tls whether the connection was to be encrypted
	 * @return the remedy, {@code null} if none is known
	 */
	static @Nullable String find(String reason, Throwable failure, boolean tls) {
		Attempt attempt = new Attempt(reason, failure, tls);
		for (ConnectionRemedy remedy : values()) {
			if (remedy.applies.test(attempt)) {
				return remedy.text;
			}
		}
		return null;
	}

	/** What is known of the attempt. */
	private record Attempt(String reason, Throwable failure, boolean tls) {

		boolean says(String beginning) {
			return this.reason.startsWith(beginning);
		}

		boolean has(Class<? extends Throwable> type) {
			Throwable link = this.failure;
			for (int depth = 0; link != null && depth < MAX_DEPTH; depth++) {
				if (type.isInstance(link)) {
					return true;
				}
				link = link.getCause();
			}
			return false;
		}

	}

}
