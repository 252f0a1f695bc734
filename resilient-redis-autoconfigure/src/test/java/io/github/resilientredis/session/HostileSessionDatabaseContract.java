/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for sessions in every database with odd ids and names, and when transactions
 * fail.
 */
abstract class HostileSessionDatabaseContract extends SessionDatabaseContract {

	@Test
	void principalsOfAnyLengthAreToldApart() {
		String prefix = "x".repeat(200);
		List<String> names = List.of("ann", prefix + "1", prefix + "2", "a\0b", "sha256:ann",
				PrincipalColumn.of(prefix), prefix);
		names.forEach((name) -> this.database.create(new StoredSession(id(), NOW, NOW, HALF_HOUR, Map.of()), name));
		names.forEach((name) -> assertThat(this.database.findByPrincipal(name)).as(name).hasSize(1));
	}

	@Test
	void aShortIdIsReturnedAsItWasGiven() {
		this.database.create(new StoredSession("short", NOW, NOW, HALF_HOUR, Map.of()), null);
		assertThat(found("short").id()).isEqualTo("short");
		assertThat(this.database.page("", 10)).extracting(StoredSession::id).containsExactly("short");
		assertThat(this.database.page("short", 10)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short ", "SHORT", "sho\0rt", "' OR '1'='1", "short\0" })
	void anIdIsOnlyItself(String other) {
		this.database.create(new StoredSession("short", NOW, NOW, HALF_HOUR, Map.of()), null);
		assertThat(this.database.find(other)).isNull();
	}

	@Test
	void idsThatNoDatabaseTakesAreOfNoSession() {
		assertThat(this.database.find("x".repeat(10_000))).isNull();
		assertThat(this.database.change("a\0", change(NOW, Map.of()), null)).isFalse();
		assertThat(this.database.rotate("a\0", id(), change(NOW, Map.of()), null)).isFalse();
		assertThat(this.database.touch(List.of(new SessionTouch("a\0", NOW, 60)))).containsExactly("a\0");
		this.database.end("a\0");
	}

	@Test
	void anIdThatIsTooLongIsRefusedWithTheFixAndWithoutTheId() {
		String id = "secret".repeat(8);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.create(new StoredSession(id, NOW, NOW, HALF_HOUR, Map.of()), null))
			.withMessageContaining("48 characters")
			.withMessageContaining("Use a SessionIdGenerator with shorter ids")
			.withNoCause()
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining("secret"));
		assertThat(this.tables.sessions()).isZero();
	}

	@Test
	void anAttributeNameThatIsTooLongIsRefusedAndNothingIsChanged() {
		String id = created(Map.of("a", "one"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.change(id, change(NOW, Map.of("a", "new", "n".repeat(201), "x")), null))
			.withMessageContaining("column ATTRIBUTE_NAME takes 200")
			.withNoCause();
		assertThat(texts(found(id))).isEqualTo(Map.of("a", "one"));
	}

	@Test
	void anIdThatIsTakenIsNotRotatedTo() {
		String taken = created(Map.of("a", "taken"));
		String id = created(Map.of("a", "mine"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.rotate(id, taken, change(NOW, Map.of("a", "new")), null))
			.withNoCause();
		assertThat(texts(found(taken))).isEqualTo(Map.of("a", "taken"));
		assertThat(texts(found(id))).isEqualTo(Map.of("a", "mine"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 4 })
	void whoLosesToAnotherTransactionTriesAgain(int losses) {
		String id = created(Map.of("a", "one"));
		JdbcSessionDatabase unlucky = this.tables.database(Clock.systemUTC(), losing(losses));
		assertThat(unlucky.change(id, change(NOW, Map.of("a", "new")), null)).isTrue();
		assertThat(texts(found(id))).isEqualTo(Map.of("a", "new"));
	}

	@Test
	void whoAlwaysLosesGivesUp() {
		AtomicInteger begun = new AtomicInteger();
		TransactionOperations losing = losing(Integer.MAX_VALUE);
		JdbcSessionDatabase unlucky = this.tables.database(Clock.systemUTC(), new TransactionOperations() {
			@Override
			public <T> T execute(TransactionCallback<T> action) {
				begun.incrementAndGet();
				return losing.execute(action);
			}
		});
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> unlucky.find(id()));
		assertThat(begun).hasValue(5);
	}

	/**
	 * Fails at the end of the transaction, as deadlocks and serialization failures do.
	 */
	private TransactionOperations losing(int losses) {
		AtomicInteger left = new AtomicInteger(losses);
		return new TransactionOperations() {
			@Override
			public <T> T execute(TransactionCallback<T> action) {
				return HostileSessionDatabaseContract.this.tables.transactions().execute((status) -> {
					T result = action.doInTransaction(status);
					if (left.getAndDecrement() > 0) {
						throw new CannotAcquireLockException("Lost");
					}
					return result;
				});
			}
		};
	}

}
