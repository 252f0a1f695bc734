/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheMessage}.
 */
class CacheMessageTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void keysAreReadAsWritten() {
		CacheMessage read = CacheMessage
			.of(new CacheMessage("räte", List.of(bytes("räte::1"), bytes(""), new byte[] { 0, -1 })).toBytes());
		assertThat(read).isNotNull();
		assertThat(read.cache()).isEqualTo("räte");
		assertThat(read.redisKeys()).containsExactly(bytes("räte::1"), bytes(""), new byte[] { 0, -1 });
	}

	@Test
	void allIsReadAsWritten() {
		CacheMessage read = CacheMessage.of(new CacheMessage("rates", null).toBytes());
		assertThat(read).isEqualTo(new CacheMessage("rates", null));
	}

	@Test
	void whatIsCutOrChangedIsNoMessageOrAnother() {
		byte[] whole = new CacheMessage("rates", List.of(bytes("rates::1"))).toBytes();
		for (int length = 0; length < whole.length; length++) {
			CacheMessage cut = CacheMessage.of(Arrays.copyOf(whole, length));
			assertThat(cut == null || cut.redisKeys() == null || cut.redisKeys().isEmpty()).as("%s bytes", length)
				.isTrue();
		}
		byte[] unknown = whole.clone();
		unknown[0] = 'x';
		assertThat(CacheMessage.of(unknown)).isNull();
		byte[] huge = whole.clone();
		huge[1] = 127;
		assertThat(CacheMessage.of(huge)).isNull();
		huge[1] = -1;
		assertThat(CacheMessage.of(huge)).isNull();
	}

}
