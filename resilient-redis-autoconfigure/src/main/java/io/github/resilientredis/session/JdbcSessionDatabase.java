/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.resilientredis.guard.PatientClock;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions in the two tables of Spring Session's JDBC schema, {@code SPRING_SESSION} and
 * {@code SPRING_SESSION_ATTRIBUTES}; its {@code JdbcIndexedSessionRepository} can share
 * them. Tested with H2 and PostgreSQL.
 *
 * <ul>
 * <li>Attributes are stored as the given bytes. Spring's repository reads those that are
 * Java serialization.</li>
 * <li>{@code EXPIRY_TIME} of sessions that never end is the greatest number there is.
 * These are kept until {@link #end}.</li>
 * <li>{@code PRINCIPAL_NAME} of more than 100 characters is {@code sha256:} and a digest
 * instead.</li>
 * <li>{@code SESSION_ID} takes 36 characters unless it was made wider.</li>
 * <li>A session whose row has run out but is still there can be changed and touched: who
 * does so knows of a use that the row does not know of yet.</li>
 * </ul>
 */
public final class JdbcSessionDatabase implements SessionDatabase {

	/** How many sessions are touched in one transaction. */
	private static final int BATCH = 500;

	private static final ResultSetExtractor<List<StoredSession>> SESSIONS = new JdbcSessionRows();

	private final JdbcOperations jdbc;

	private final JdbcSessionTransactions transactions;

	private final JdbcSessionSql sql;

	private final Clock clock;

	/** By which sessions are removed for good. */
	private final Clock removalClock;

	/**
	 * Create a database of sessions.
	 * @param jdbc runs the statements
	 * @param transactions runs the transactions, apart from one the thread may be in
	 * @param table the table of sessions; the one of attributes is called the same with
	 * {@code _ATTRIBUTES} at its end
	 * @param clock tells what has expired
	 */
	public JdbcSessionDatabase(JdbcOperations jdbc, TransactionOperations transactions, String table, Clock clock) {
		this.jdbc = jdbc;
		this.transactions = new JdbcSessionTransactions(transactions);
		this.sql = new JdbcSessionSql(table);
		this.clock = clock;
		this.removalClock = new PatientClock(clock);
	}

	@Override
	public @Nullable StoredSession find(String id) {
		if (!isStorable(id)) {
			return null;
		}
		// Databases may be lenient about spaces and case; a cookie must not profit.
		return query(this.sql.find, id, this.clock.millis()).stream()
			.filter((session) -> session.id().equals(id))
			.findFirst()
			.orElse(null);
	}

	@Override
	public void create(StoredSession session, @Nullable String principal) {
		Map<String, byte[]> attributes = new TreeMap<>(session.attributes());
		attributes.values().removeIf((bytes) -> bytes.length == 0);
		write(session.id(), attributes, () -> {
			PreparedStatementSetter row = (statement) -> setRow(statement, session, principal);
			if (this.jdbc.update(this.sql.replace, row) > 0) {
				String primaryId = primaryId(session.id());
				this.jdbc.update(this.sql.deleteAttributes, primaryId);
				insert(primaryId, attributes);
			}
			else {
				String primaryId = UUID.randomUUID().toString();
				this.jdbc.update(this.sql.insert, (statement) -> {
					row.setValues(statement);
					statement.setString(7, primaryId);
				});
				insert(primaryId, attributes);
			}
			return true;
		});
	}

	@Override
	public boolean change(String id, SessionChange change, @Nullable String principal) {
		return isStorable(id) && write(id, change.attributes(), () -> {
			int rows = this.jdbc.update(this.sql.change, (statement) -> {
				int next = setChange(statement, change, principal);
				statement.setString(next, id);
			});
			return rows > 0 && changeAttributes(id, change.attributes());
		});
	}

	@Override
	public boolean rotate(String oldId, String newId, SessionChange change, @Nullable String principal) {
		return isStorable(oldId) && write(newId, change.attributes(), () -> {
			int rows = this.jdbc.update(this.sql.rotate, (statement) -> {
				int next = setChange(statement, change, principal);
				statement.setString(next, newId);
				statement.setString(next + 1, oldId);
			});
			return rows > 0 && changeAttributes(newId, change.attributes());
		});
	}

	@Override
	public void end(String id) {
		if (isStorable(id)) {
			this.transactions.run(() -> this.jdbc.update(this.sql.end, id));
		}
	}

	@Override
	public List<String> touch(Collection<SessionTouch> touches) {
		// Always in the same order, so that two nodes do not wait for each other.
		Map<String, Long> latest = new TreeMap<>();
		touches.forEach((touch) -> latest.merge(touch.id(), touch.accessedAt(), Math::max));
		List<String> missing = new ArrayList<>(latest.keySet());
		missing.removeIf(JdbcSessionDatabase::isStorable);
		List<String> ids = new ArrayList<>(latest.keySet());
		ids.removeAll(missing);
		for (int from = 0; from < ids.size(); from += BATCH) {
			missing.addAll(touch(ids.subList(from, Math.min(ids.size(), from + BATCH)), latest));
		}
		return missing;
	}

	@Override
	public List<StoredSession> findByPrincipal(String principal) {
		return query(this.sql.findByPrincipal, PrincipalColumn.of(principal), this.clock.millis());
	}

	@Override
	public List<StoredSession> page(String afterId, int max) {
		return query(this.sql.page, afterId, this.clock.millis(), max);
	}

	@Override
	public int removeExpired() {
		long now = this.removalClock.millis();
		int removed = 0;
		List<String> page;
		do {
			// In the order of ids, as touches are: whoever holds one row waits for none
			// before it.
			page = this.transactions.run(() -> this.jdbc.queryForList(this.sql.expired, String.class, now, BATCH));
			removed += remove(page, now);
		}
		while (page.size() == BATCH);
		return removed;
	}

	private int remove(List<String> ids, long now) {
		List<Object[]> rows = ids.stream().map((id) -> new Object[] { id, now }).toList();
		return rows.isEmpty() ? 0
				: this.transactions.run(() -> Arrays.stream(this.jdbc.batchUpdate(this.sql.removeExpired, rows)).sum());
	}

	/**
	 * How long the id of a session may be.
	 * @return in characters, as the table says
	 */
	public int idLength() {
		return this.transactions.run(() -> Objects.requireNonNull(this.jdbc.<Integer>query(this.sql.noIds,
				(ResultSetExtractor<Integer>) (rows) -> rows.getMetaData().getPrecision(1))));
	}

	private List<StoredSession> query(String query, Object... arguments) {
		return this.transactions.run(() -> {
			List<StoredSession> found = this.jdbc.query(query, SESSIONS, arguments);
			return (found != null) ? found : List.of();
		});
	}

	private <T> T write(String id, Map<String, byte[]> attributes, Supplier<T> work) {
		return this.transactions.write(id, attributes, work);
	}

	private List<String> touch(List<String> ids, Map<String, Long> latest) {
		List<Object[]> arguments = ids.stream().map((id) -> {
			Long at = latest.get(id);
			return new Object[] { at, at, at, at, id };
		}).toList();
		int[] rows = this.transactions.run(() -> this.jdbc.batchUpdate(this.sql.touch, arguments));
		List<String> missing = new ArrayList<>();
		for (int index = 0; index < rows.length; index++) {
			if (rows[index] == 0) {
				missing.add(ids.get(index));
			}
		}
		return missing;
	}

	private boolean changeAttributes(String id, Map<String, byte[]> changes) {
		if (changes.isEmpty()) {
			return true;
		}
		String primaryId = primaryId(id);
		List<Object[]> removed = new ArrayList<>();
		Map<String, byte[]> inserted = new TreeMap<>();
		for (Map.Entry<String, byte[]> change : new TreeMap<>(changes).entrySet()) {
			if (change.getValue().length == 0) {
				removed.add(new Object[] { primaryId, change.getKey() });
			}
			else if (this.jdbc.update(this.sql.updateAttribute, change.getValue(), primaryId, change.getKey()) == 0) {
				inserted.put(change.getKey(), change.getValue());
			}
		}
		if (!removed.isEmpty()) {
			this.jdbc.batchUpdate(this.sql.deleteAttribute, removed);
		}
		insert(primaryId, inserted);
		return true;
	}

	private void insert(String primaryId, Map<String, byte[]> attributes) {
		if (!attributes.isEmpty()) {
			List<Object[]> rows = new ArrayList<>();
			attributes.forEach((name, bytes) -> rows.add(new Object[] { bytes, primaryId, name }));
			this.jdbc.batchUpdate(this.sql.insertAttribute, rows,
					new int[] { Types.VARBINARY, Types.VARCHAR, Types.VARCHAR });
		}
	}

	private String primaryId(String id) {
		return Objects.requireNonNull(this.jdbc.queryForObject(this.sql.primaryId, String.class, id));
	}

	private static void setRow(PreparedStatement statement, StoredSession session, @Nullable String principal)
			throws SQLException {
		boolean never = session.maxInactive() < 0;
		statement.setLong(1, session.createdAt());
		statement.setLong(2, session.accessedAt());
		statement.setInt(3, session.maxInactive());
		statement.setLong(4, never ? Long.MAX_VALUE : session.expiresAt());
		setPrincipal(statement, 5, principal);
		statement.setString(6, session.id());
	}

	private static int setChange(PreparedStatement statement, SessionChange change, @Nullable String principal)
			throws SQLException {
		long inactive = change.maxInactive() * 1000L;
		statement.setInt(1, change.maxInactive());
		statement.setLong(2, change.accessedAt());
		statement.setLong(3, change.accessedAt() + inactive);
		statement.setLong(4, inactive);
		statement.setLong(5, change.accessedAt());
		statement.setLong(6, change.accessedAt());
		statement.setInt(7, change.maxInactive());
		setPrincipal(statement, 8, principal);
		return 9;
	}

	private static void setPrincipal(PreparedStatement statement, int index, @Nullable String principal)
			throws SQLException {
		if (principal != null) {
			statement.setString(index, PrincipalColumn.of(principal));
		}
		else {
			statement.setNull(index, Types.VARCHAR);
		}
	}

	/** What a client sends may hold what no database takes. */
	private static boolean isStorable(String id) {
		return !id.isEmpty() && id.indexOf('\0') < 0;
	}

}
