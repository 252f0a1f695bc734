/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.token;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.resilientredis.journal.JournalRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revocations as bytes.
 */
class RevocationTests {

	private static final Revocation TOKEN = new Revocation(RevocationKind.TOKEN, "x".repeat(TokenNames.MAX_LENGTH),
			1_800_000_000_123L);

	private static final Revocation SUBJECT = new Revocation(RevocationKind.SUBJECT, "user", 1_800_000_000L);

	@Test
	void aMessageIsReadAsItWasWritten() {
		List<Revocation> all = List.of(TOKEN, SUBJECT, TOKEN);
		assertThat(Revocation.ofMessage(Revocation.message(all))).isEqualTo(all);
		assertThat(Revocation.ofMessage(new byte[0])).isEmpty();
	}

	@Test
	void aRecordIsReadAsItWasWritten() {
		for (Revocation revocation : List.of(TOKEN, SUBJECT)) {
			assertThat(Revocation.of(record(revocation.journalKey(), revocation.journalPayload())))
				.isEqualTo(revocation);
		}
		assertThat(TOKEN.journalKey())
			.isNotEqualTo(new Revocation(RevocationKind.SUBJECT, TOKEN.name(), TOKEN.score()).journalKey());
	}

	@Test
	void whatIsNoRecordIsNotRead() {
		byte[] payload = TOKEN.journalPayload();
		assertThat(Revocation.of(record(new byte[0], payload))).isNull();
		assertThat(Revocation.of(record(new byte[] { 't' }, payload))).isNull();
		assertThat(Revocation.of(record(new byte[] { 'x', 'a' }, payload))).isNull();
		assertThat(Revocation.of(record(TOKEN.journalKey(), new byte[7]))).isNull();
	}

	@Test
	void noBytesMakeReadingAMessageFail() {
		byte[] message = Revocation.message(List.of(TOKEN, SUBJECT));
		Random random = new Random(1);
		for (int length = 1; length < message.length; length++) {
			byte[] cut = Arrays.copyOf(message, length);
			List<Revocation> read = Revocation.ofMessage(cut);
			assertThat(read == null || read.equals(List.of(TOKEN))).as("cut to " + length).isTrue();
			byte[] noise = new byte[length];
			random.nextBytes(noise);
			Revocation.ofMessage(noise);
		}
	}

	private static JournalRecord record(byte[] key, byte[] payload) {
		return new JournalRecord("token", key, payload);
	}

}
