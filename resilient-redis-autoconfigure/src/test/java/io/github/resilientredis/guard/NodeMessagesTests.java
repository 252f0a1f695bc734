/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.resilientredis.cache.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NodeMessagesTests {

	private final NodeMessages messages = new NodeMessages();

	private final NodeMessages others = new NodeMessages();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1000 })
	void whenAnotherNodeSendsAMessageThenItIsReadBack(int size) {
		byte[] payload = new byte[size];
		Arrays.fill(payload, (byte) 0xFE);
		NodeMessage read = this.messages.decode(this.others.encode("cäche", payload));
		assertThat(read).isNotNull();
		assertThat(read.own()).isFalse();
		assertThat(read.isBeat()).isFalse();
		assertThat(read.topic()).isEqualTo("cäche");
		assertThat(read.payload()).isEqualTo(payload);
	}

	@Test
	void whenANodeHearsItselfThenItKnows() {
		NodeMessage read = this.messages.decode(this.messages.encode("cache", new byte[1]));
		assertThat(read).isNotNull();
		assertThat(read.own()).isTrue();
	}

	@Test
	void whenABeatIsHeardThenNumberAndTimeAreReadBack() {
		NodeMessage.Beat beat = new NodeMessage.Beat(7, -System.nanoTime());
		NodeMessage read = this.messages.decode(this.messages.encode(beat));
		assertThat(read).isNotNull();
		assertThat(read.isBeat()).isTrue();
		assertThat(read.own()).isTrue();
		assertThat(read.beat()).isEqualTo(beat);
	}

	@Test
	void whenAMessageIsCutThenItIsIgnoredAndLoggedOnce() {
		try (CapturedLog log = new CapturedLog()) {
			byte[] beat = this.others.encode(new NodeMessage.Beat(1, 2));
			for (int length = 0; length < beat.length; length++) {
				assertThat(this.messages.decode(Arrays.copyOf(beat, length))).isNull();
			}
			byte[] message = this.others.encode("cache", new byte[0]);
			for (int length = 0; length < message.length; length++) {
				assertThat(this.messages.decode(Arrays.copyOf(message, length))).isNull();
			}
			assertThat(log.lines("channel between nodes")).hasSize(1);
		}
	}

	@Test
	void whenTheVersionOrTheTopicIsImpossibleThenAMessageIsIgnored() {
		byte[] message = this.others.encode("t", new byte[200]);
		byte[] otherVersion = message.clone();
		otherVersion[0] = 2;
		assertThat(this.messages.decode(otherVersion)).isNull();
		for (byte length : new byte[] { -1, 101, 127, 0 }) {
			byte[] otherTopic = message.clone();
			otherTopic[17] = length;
			assertThat(this.messages.decode(otherTopic)).as("topic length " + length).isNull();
		}
		assertThat(this.messages.decode("garbage, and more than a header of it".getBytes(StandardCharsets.UTF_8)))
			.isNull();
	}

	@Test
	void whenATopicIsEmptyOrTooLongThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.messages.encode("", new byte[1]));
		assertThatIllegalArgumentException().isThrownBy(() -> this.messages.encode("ä".repeat(51), new byte[1]));
		assertThat(this.messages.encode("ä".repeat(50), new byte[1])).isNotEmpty();
	}

}
