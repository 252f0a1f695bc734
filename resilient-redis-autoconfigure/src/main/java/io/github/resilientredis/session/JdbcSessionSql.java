/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.springframework.util.Assert;

/**
 * The statements on the two tables of Spring Session's JDBC schema. Nothing in them is
 * particular to a database but {@code LIMIT}.
 *
 * <p>
 * A change of a session always begins with an update of its row, which keeps others away
 * from the session until the transaction has ended: what follows needs no further locks,
 * and rows of sessions are locked before those of attributes, always.
 *
 * <p>
 * The new expiry stands before the new last use in each statement: MySQL reads what has
 * been set further left, all others what was there before.
 */
final class JdbcSessionSql {

	private static final String COLUMNS = "S.PRIMARY_ID, S.SESSION_ID, S.CREATION_TIME, S.LAST_ACCESS_TIME,"
			+ " S.MAX_INACTIVE_INTERVAL, A.ATTRIBUTE_NAME, A.ATTRIBUTE_BYTES";

	private static final String CHANGES = "EXPIRY_TIME = CASE WHEN ? < 0 THEN " + Long.MAX_VALUE
			+ " WHEN LAST_ACCESS_TIME < ? THEN ? ELSE LAST_ACCESS_TIME + ? END,"
			+ " LAST_ACCESS_TIME = CASE WHEN LAST_ACCESS_TIME < ? THEN ? ELSE LAST_ACCESS_TIME END,"
			+ " MAX_INACTIVE_INTERVAL = ?, PRINCIPAL_NAME = ?";

	/** The last use and the expiry are moved by the same time. */
	private static final String TOUCHES = "EXPIRY_TIME = CASE WHEN MAX_INACTIVE_INTERVAL < 0"
			+ " OR LAST_ACCESS_TIME >= ? THEN EXPIRY_TIME ELSE EXPIRY_TIME + (? - LAST_ACCESS_TIME) END,"
			+ " LAST_ACCESS_TIME = CASE WHEN LAST_ACCESS_TIME < ? THEN ? ELSE LAST_ACCESS_TIME END";

	final String insert;

	final String replace;

	final String change;

	final String rotate;

	final String touch;

	final String end;

	final String expired;

	final String removeExpired;

	final String primaryId;

	final String find;

	final String findByPrincipal;

	final String page;

	final String noIds;

	final String insertAttribute;

	final String updateAttribute;

	final String deleteAttribute;

	final String deleteAttributes;

	JdbcSessionSql(String table) {
		Assert.hasText(table, "'table' must not be empty");
		String attributes = table + "_ATTRIBUTES";
		this.insert = "INSERT INTO " + table + " (CREATION_TIME, LAST_ACCESS_TIME, MAX_INACTIVE_INTERVAL, EXPIRY_TIME,"
				+ " PRINCIPAL_NAME, SESSION_ID, PRIMARY_ID) VALUES (?, ?, ?, ?, ?, ?, ?)";
		this.replace = "UPDATE " + table + " SET CREATION_TIME = ?, LAST_ACCESS_TIME = ?, MAX_INACTIVE_INTERVAL = ?,"
				+ " EXPIRY_TIME = ?, PRINCIPAL_NAME = ? WHERE SESSION_ID = ?";
		this.change = "UPDATE " + table + " SET " + CHANGES + " WHERE SESSION_ID = ?";
		this.rotate = "UPDATE " + table + " SET " + CHANGES + ", SESSION_ID = ? WHERE SESSION_ID = ?";
		this.touch = "UPDATE " + table + " SET " + TOUCHES + " WHERE SESSION_ID = ?";
		this.end = "DELETE FROM " + table + " WHERE SESSION_ID = ?";
		this.expired = "SELECT SESSION_ID FROM " + table + " WHERE EXPIRY_TIME <= ? ORDER BY SESSION_ID LIMIT ?";
		this.removeExpired = "DELETE FROM " + table + " WHERE SESSION_ID = ? AND EXPIRY_TIME <= ?";
		this.primaryId = "SELECT PRIMARY_ID FROM " + table + " WHERE SESSION_ID = ?";
		String join = " S LEFT JOIN " + attributes + " A ON A.SESSION_PRIMARY_ID = S.PRIMARY_ID";
		String select = "SELECT " + COLUMNS + " FROM " + table + join;
		this.find = select + " WHERE S.SESSION_ID = ? AND S.EXPIRY_TIME > ?";
		this.findByPrincipal = select + " WHERE S.PRINCIPAL_NAME = ? AND S.EXPIRY_TIME > ?";
		this.page = "SELECT " + COLUMNS + " FROM (SELECT * FROM " + table
				+ " WHERE SESSION_ID > ? AND EXPIRY_TIME > ? ORDER BY SESSION_ID LIMIT ?)" + join
				+ " ORDER BY S.SESSION_ID";
		this.noIds = "SELECT SESSION_ID FROM " + table + " WHERE 1 = 0";
		this.insertAttribute = "INSERT INTO " + attributes
				+ " (ATTRIBUTE_BYTES, SESSION_PRIMARY_ID, ATTRIBUTE_NAME) VALUES (?, ?, ?)";
		this.updateAttribute = "UPDATE " + attributes
				+ " SET ATTRIBUTE_BYTES = ? WHERE SESSION_PRIMARY_ID = ? AND ATTRIBUTE_NAME = ?";
		this.deleteAttribute = "DELETE FROM " + attributes + " WHERE SESSION_PRIMARY_ID = ? AND ATTRIBUTE_NAME = ?";
		this.deleteAttributes = "DELETE FROM " + attributes + " WHERE SESSION_PRIMARY_ID = ?";
	}

}
