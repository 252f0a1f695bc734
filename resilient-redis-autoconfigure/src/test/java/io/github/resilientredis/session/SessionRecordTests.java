/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SessionRecordTests {

	@Test
	void whatIsWrittenIsRead() {
		Map<String, byte[]> attributes = new HashMap<>();
		attributes.put("", new byte[0]);
		attributes.put("\u00e4\ud83d\ude00", new byte[] { 1 });
		attributes.put("large", new byte[3_000_000]);
		attributes.put("n".repeat(100_000), new byte[] { 0, -1 });
		LocalCopy copy = new LocalCopy(new StoredSession("id", 1, 2, -3, attributes),
				Map.of("sessionAttr:", 7L, "sessionAttr:large", Long.MAX_VALUE, "maxInactiveInterval", 9L), 4, 5);
		same(copy);
		same(new LocalCopy(new StoredSession("id", 0, 0, 0, Map.of()), Map.of(), 0, 0));
		same(new LocalCopy(new StoredSession("x".repeat(128), Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE,
				Map.of("a", new byte[0])), Map.of(), -1, Long.MIN_VALUE));
	}

	@Test
	void anEndIsReadAsNothing() {
		assertThat(SessionRecord.copy(SessionRecord.bytes(null))).isNull();
	}

	@Test
	void whatIsCutShortIsRefused() {
		byte[] whole = record();
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThatIllegalArgumentException().as("first %s bytes", length).isThrownBy(() -> SessionRecord.copy(cut));
		}
	}

	@Test
	void whatIsTooLongIsRefused() {
		byte[] whole = record();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SessionRecord.copy(Arrays.copyOf(whole, whole.length + 1)));
		byte[] end = SessionRecord.bytes(null);
		assertThatIllegalArgumentException().isThrownBy(() -> SessionRecord.copy(Arrays.copyOf(end, end.length + 1)));
	}

	@Test
	void whatIsOfAnotherVersionIsRefused() {
		byte[] other = record();
		other[0] = 2;
		assertThatIllegalArgumentException().isThrownBy(() -> SessionRecord.copy(other))
			.withMessageContaining("version");
	}

	@Test
	void noByteMakesItFailInAnotherWayOrAskForMuchMemory() {
		byte[] whole = record();
		for (int i = 0; i < whole.length; i++) {
			for (int value : new int[] { 0, 1, 0x7f, 0x80, 0xff }) {
				byte[] damaged = whole.clone();
				damaged[i] = (byte) value;
				try {
					SessionRecord.copy(damaged);
				}
				catch (IllegalArgumentException ex) {
					assertThat(ex).hasMessageNotContaining("len");
				}
			}
		}
	}

	private static byte[] record() {
		return SessionRecord
			.bytes(new LocalCopy(new StoredSession("some-id", 1, 2, 3, Map.of("a", new byte[] { 1, 2, 3 })),
					Map.of("sessionAttr:a", 7L), 4, 5));
	}

	private static void same(LocalCopy copy) {
		LocalCopy read = SessionRecord.copy(SessionRecord.bytes(copy));
		assertThat(read).isNotNull();
		assertThat(read.changes()).isEqualTo(copy.changes());
		assertThat(read.confirmedAt()).isEqualTo(copy.confirmedAt());
		assertThat(read.writtenAt()).isEqualTo(copy.writtenAt());
		StoredSession session = read.session();
		assertThat(session.attributes().keySet()).isEqualTo(copy.session().attributes().keySet());
		copy.session()
			.attributes()
			.forEach((name, value) -> assertThat(Arrays.equals(session.attributes().get(name), value)).isTrue());
		assertThat(new StoredSession(session.id(), session.createdAt(), session.accessedAt(), session.maxInactive(),
				copy.session().attributes()))
			.isEqualTo(copy.session());
	}

}
