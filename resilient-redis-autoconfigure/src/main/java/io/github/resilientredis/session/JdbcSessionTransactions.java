/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Transactions that are run again when another one got in their way: after a deadlock, a
 * serialization failure, or when both were about to insert the same row. They run again
 * as a whole, because PostgreSQL goes on with none in which a statement has failed.
 */
final class JdbcSessionTransactions {

	private static final int ATTEMPTS = 5;

	private static final long PAUSE_NANOS = 1_000_000;

	private static final int MAX_ID = 36;

	private static final int MAX_ATTRIBUTE_NAME = 200;

	private final TransactionOperations transactions;

	JdbcSessionTransactions(TransactionOperations transactions) {
		this.transactions = transactions;
	}

	<T> T run(Supplier<T> work) {
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			try {
				return once(work);
			}
			catch (ConcurrencyFailureException | DuplicateKeyException ex) {
				pause(attempt);
			}
		}
		return once(work);
	}

	/** At random, so that those who met do not meet again. */
	private static void pause(int attempt) {
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS << attempt));
	}

	/**
	 * As above; what the database refuses comes out without the values, which databases
	 * quote, and which hold the id.
	 */
	<T> T write(String id, Map<String, byte[]> attributes, Supplier<T> work) {
		try {
			return run(work);
		}
		catch (DuplicateKeyException ex) {
			throw new DuplicateKeyException("Another transaction keeps inserting the same session or attribute");
		}
		catch (DataIntegrityViolationException ex) {
			throw new DataIntegrityViolationException(reason(id, attributes, ex));
		}
	}

	private <T> T once(Supplier<T> work) {
		return this.transactions.<T>execute((status) -> work.get());
	}

	private static String reason(String id, Map<String, byte[]> attributes, DataIntegrityViolationException refused) {
		if (id.length() > MAX_ID) {
			return "A session id has " + id.length() + " characters; column SESSION_ID takes " + MAX_ID
					+ " unless it was made wider. Use a SessionIdGenerator with shorter ids, or make the columns wider";
		}
		for (String name : attributes.keySet()) {
			if (name.length() > MAX_ATTRIBUTE_NAME) {
				return "The name of a session attribute that begins with '" + name.substring(0, MAX_ID) + "' has "
						+ name.length() + " characters; column ATTRIBUTE_NAME takes " + MAX_ATTRIBUTE_NAME
						+ " unless it was made wider. Use a shorter name, or make the column wider";
			}
		}
		String state = (NestedExceptionUtils.getRootCause(refused) instanceof SQLException sql) ? sql.getSQLState()
				: null;
		return "The database refused to store a session (SQL state " + state + ")";
	}

}
