/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

/**
 * Why connecting failed, and what to change. Neither holds a secret, whatever the
 * exception's messages do. Immutable.
 *
 * @param reason one line in the words of the server or of the network
 * @param remedy a sentence that names the property to change; {@code null} if nothing in
 * the configuration is known to be wrong
 */
public record ConnectionFailure(String reason, @Nullable String remedy) {

	private static final FailureClassifier CLASSIFIER = new FailureClassifier();

	/**
	 * Explain a failure.
	 * @param failure what an attempt to connect, or the first command, ended with
	 * @param target where it was to lead
	 * @return the explanation
	 */
	public static ConnectionFailure of(Throwable failure, RedisTarget target) {
		String reason = CLASSIFIER.reason(failure);
		return new ConnectionFailure(reason, ConnectionRemedy.find(reason, failure, target.tls()));
	}

	/**
	 * Both in one line, for logs and health.
	 * @return the reason, followed by the remedy if there is one
	 */
	public String describe() {
		if (this.remedy == null) {
			return this.reason;
		}
		return this.reason + (this.reason.endsWith(".") ? " " : ". ") + this.remedy;
	}

}
