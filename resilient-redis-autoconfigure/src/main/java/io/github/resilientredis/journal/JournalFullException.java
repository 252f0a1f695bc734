/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * A record was not accepted, because the journal is as large as it may become
 * ({@code resilient-redis.journal.max-size}). Nothing was kept of it.
 */
public class JournalFullException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param feature whose record it was
	 * @param maxSize the bound in bytes
	 */
	public JournalFullException(String feature, long maxSize) {
		super("A record of '" + feature + "' was refused: the journal holds the " + maxSize
				+ " bytes that resilient-redis.journal.max-size allows it", null, false, false);
	}

}
