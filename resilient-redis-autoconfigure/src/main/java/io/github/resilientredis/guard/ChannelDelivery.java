/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import io.github.resilientredis.guard.NodeMessage.Beat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Hands messages to the listeners and beats to the trust, in the order in which they were
 * heard: a beat counts only after the messages before it were handed on. What cannot be
 * handed on is not forgotten: the listeners are told that they missed something, before
 * there is trust again.
 *
 * <p>
 * The methods that take something in may be called by any thread and do not block; the
 * rest runs on the one thread of the inbox.
 */
final class ChannelDelivery {

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private final ChannelListeners listeners;

	private final ChannelTrust trust;

	private final ChannelInbox inbox;

	private final ChannelClock clock;

	ChannelDelivery(ChannelListeners listeners, ChannelTrust trust, ChannelInbox inbox, ChannelClock clock) {
		this.listeners = listeners;
		this.trust = trust;
		this.inbox = inbox;
		this.clock = clock;
	}

	/** A message of another node. */
	void message(NodeMessage message) {
		offer(message.payload().length, () -> {
			if (!this.listeners.received(message)) {
				this.trust.lost();
			}
		});
	}

	/** A beat of this node, heard on a subscription. */
	void beat(Reception reception, Beat beat) {
		offer(0, () -> {
			if (reception.gaps().heard(beat.number())) {
				this.trust.lost();
			}
			if (!reception.isEnded()) {
				tell();
				this.clock.after(this.trust.confirm(reception, beat.sentAt()), this.trust::expire);
			}
		});
	}

	/** Redis has taken a beat of this node that ought to be heard on a subscription. */
	void acknowledged(Reception reception, long number) {
		offer(0, () -> {
			if (reception.gaps().acknowledged(number)) {
				this.trust.lost();
			}
		});
	}

	private void tell() {
		long gap = this.trust.untold();
		if (gap != 0 && this.listeners.missed()) {
			this.trust.told(gap);
		}
	}

	/**
	 * What waits is thrown away with what has no room: the listeners are told that all of
	 * it is missing, which is less work than what they are behind with.
	 */
	private void offer(int size, Runnable task) {
		if (!this.inbox.offer(size, task)) {
			this.trust.lost();
			this.inbox.clear();
			this.inbox.offer(0, this::tell);
			logger.debug("More messages between nodes than the listeners can take: they are told to start afresh");
		}
	}

	/** Does something later, on the channel's own thread. */
	@FunctionalInterface
	interface ChannelClock {

		/**
		 * Plan it.
		 * @param nanos when; not at all if 0
		 * @param task what
		 */
		void after(long nanos, Runnable task);

	}

}
