/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelDeliveryTests {

	private static final String MISSED = "missed";

	private final NodeMessages messages = new NodeMessages();

	private final NodeMessages others = new NodeMessages();

	private final ChannelTrust trust = new ChannelTrust();

	private final ChannelInbox inbox = new ChannelInbox();

	private final ChannelListeners listeners = new ChannelListeners();

	private final ChannelDelivery delivery = new ChannelDelivery(this.listeners, this.trust, this.inbox,
			(nanos, task) -> {
			});

	private final Reception reception = new Reception(this.messages, this.delivery, this.trust, 0, (gone) -> {
	});

	private final CountDownLatch gate = new CountDownLatch(1);

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private int beats;

	@AfterEach
	void stop() {
		this.gate.countDown();
		this.inbox.stop();
	}

	@Test
	void whenABeatFollowsAMessageThenItCountsOnlyAfterTheListenerTookTheMessage() {
		listen((text) -> awaitGate());
		beginTrusted();
		this.trust.expire();
		this.trust.lost();
		send("slow");
		beat();
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> !this.trust.isTrusted());
		this.gate.countDown();
		Awaitility.await().until(this.trust::isTrusted);
		assertThat(this.heard).containsExactly(MISSED, "slow", MISSED);
	}

	@Test
	void whenTheListenerIsStillBeingToldThenThereIsNoTrust() {
		this.listeners.add("test", new NodeChannel.Listener() {
			@Override
			public void received(byte[] message) {
				// Not sent here.
			}

			@Override
			public void missed() {
				awaitGate();
				ChannelDeliveryTests.this.heard.add(MISSED);
			}
		});
		this.trust.begin(this.reception);
		beat();
		beat();
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> !this.trust.isTrusted() && this.heard.isEmpty());
		this.gate.countDown();
		Awaitility.await().until(this.trust::isTrusted);
		assertThat(this.heard).containsExactly(MISSED);
	}

	@Test
	void whenMoreArriveThanTheListenersCanTakeThenTheyAreToldThatMessagesAreMissing() {
		listen((text) -> awaitGate());
		beginTrusted();
		int sent = ChannelInbox.MAX_ITEMS + 2;
		for (int i = 0; i < sent; i++) {
			send("m" + i);
			if (i == 0) {
				Awaitility.await().until(() -> this.heard.contains("m0"));
			}
		}
		assertThat(this.trust.isTrusted()).isFalse();
		this.gate.countDown();
		Awaitility.await().until(() -> this.heard.size() > 2 && MISSED.equals(this.heard.get(this.heard.size() - 1)));
		assertThat(this.heard).startsWith(MISSED, "m0").hasSizeLessThan(sent).doesNotContain("m" + (sent - 1));
		beat();
		Awaitility.await().until(this.trust::isTrusted);
		send("after");
		Awaitility.await().until(() -> this.heard.contains("after"));
	}

	@Test
	void whenMessagesAreTooLargeTogetherThenTheyAreMissedToo() {
		listen((text) -> awaitGate());
		beginTrusted();
		String large = "x".repeat(1 << 20);
		send(large);
		Awaitility.await().until(() -> this.heard.contains(large));
		for (int i = 0; i < 4; i++) {
			send(large);
		}
		assertThat(this.trust.isTrusted()).isFalse();
		this.gate.countDown();
		Awaitility.await().until(() -> this.heard.equals(List.of(MISSED, large, MISSED)));
		send(large);
		Awaitility.await().until(() -> this.heard.size() == 4);
	}

	@Test
	void whenAListenerFailsThenItIsToldBeforeThereIsTrustAgain() {
		listen((text) -> {
			throw new IllegalStateException("refused " + text);
		});
		beginTrusted();
		send("bad");
		Awaitility.await().until(() -> !this.trust.isTrusted());
		beat();
		Awaitility.await().until(this.trust::isTrusted);
		assertThat(this.heard).containsExactly(MISSED, "bad", MISSED);
	}

	@Test
	void whenABeatThatRedisTookWasSkippedThenListenersAreTold() {
		listen((text) -> {
		});
		beginTrusted();
		this.delivery.acknowledged(this.reception, ++this.beats);
		beat();
		Awaitility.await().until(() -> this.heard.equals(List.of(MISSED, MISSED)));
		Awaitility.await().until(this.trust::isTrusted);
	}

	private void listen(Consumer<String> action) {
		this.listeners.add("test", new NodeChannel.Listener() {
			@Override
			public void received(byte[] message) {
				String text = new String(message, StandardCharsets.UTF_8);
				ChannelDeliveryTests.this.heard.add(text);
				action.accept(text);
			}

			@Override
			public void missed() {
				ChannelDeliveryTests.this.heard.add(MISSED);
			}
		});
	}

	private void beginTrusted() {
		this.trust.begin(this.reception);
		beat();
		Awaitility.await().until(this.trust::isTrusted);
	}

	private void send(String text) {
		this.reception.received(this.others.encode("test", GuardFixture.bytes(text)));
	}

	private void beat() {
		this.reception.received(this.messages.encode(new NodeMessage.Beat(++this.beats, System.nanoTime())));
	}

	private void awaitGate() {
		try {
			this.gate.await(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
