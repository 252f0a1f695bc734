/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Makes sessions of rows, of which there is one for each attribute.
 */
final class JdbcSessionRows implements ResultSetExtractor<List<StoredSession>> {

	@Override
	public List<StoredSession> extractData(ResultSet rows) throws SQLException {
		Map<String, Map<String, byte[]>> attributes = new LinkedHashMap<>();
		List<StoredSession> sessions = new ArrayList<>();
		while (rows.next()) {
			String primaryId = rows.getString("PRIMARY_ID");
			Map<String, byte[]> known = attributes.get(primaryId);
			if (known == null) {
				known = new HashMap<>();
				attributes.put(primaryId, known);
				sessions.add(session(rows));
			}
			String name = rows.getString("ATTRIBUTE_NAME");
			byte @Nullable [] bytes = (name != null) ? rows.getBytes("ATTRIBUTE_BYTES") : null;
			if (name != null && bytes != null) {
				known.put(name, bytes);
			}
		}
		int index = 0;
		for (Map<String, byte[]> known : attributes.values()) {
			sessions.set(index, with(sessions.get(index), known));
			index++;
		}
		return sessions;
	}

	private static StoredSession session(ResultSet row) throws SQLException {
		// A column of type CHAR is filled up with spaces.
		String id = row.getString("SESSION_ID").stripTrailing();
		return new StoredSession(id, row.getLong("CREATION_TIME"), row.getLong("LAST_ACCESS_TIME"),
				row.getInt("MAX_INACTIVE_INTERVAL"), Map.of());
	}

	private static StoredSession with(StoredSession session, Map<String, byte[]> attributes) {
		return new StoredSession(session.id(), session.createdAt(), session.accessedAt(), session.maxInactive(),
				attributes);
	}

}
