/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.function.Consumer;

/**
 * What comes in on one subscription, from its beginning to its end. Also stands for that
 * subscription: what an earlier one still hands over counts for nothing.
 *
 * <p>
 * The end is set once, by the client thread that sees the connection go or by the
 * channel's own. The number of the last beat is written by client threads, one at a time,
 * and read by the channel's own. The gaps belong to the thread of the listeners.
 */
final class Reception {

	private final NodeMessages messages;

	private final ChannelDelivery delivery;

	private final ChannelTrust trust;

	private final Consumer<Reception> lost;

	private final BeatGaps gaps;

	private volatile long lastBeat;

	private volatile boolean ended;

	Reception(NodeMessages messages, ChannelDelivery delivery, ChannelTrust trust, long beatBefore,
			Consumer<Reception> lost) {
		this.messages = messages;
		this.delivery = delivery;
		this.trust = trust;
		this.gaps = new BeatGaps(beatBefore);
		this.lost = lost;
	}

	/** Something arrived. Client threads. */
	void received(byte[] bytes) {
		NodeMessage message = this.ended ? null : this.messages.decode(bytes);
		if (message == null) {
			return;
		}
		if (!message.own()) {
			if (!message.isBeat()) {
				this.delivery.message(message);
			}
		}
		else if (message.isBeat()) {
			NodeMessage.Beat beat = message.beat();
			this.lastBeat = Math.max(this.lastBeat, beat.number());
			this.delivery.beat(this, beat);
		}
	}

	/** The connection is gone. Client threads. */
	void connectionLost() {
		end();
		this.lost.accept(this);
	}

	/** Nothing that comes from now on counts. */
	void end() {
		this.ended = true;
		this.trust.end(this);
	}

	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Whether a beat has arrived, or a later one; it may still wait for the listeners.
	 * @param number its number
	 * @return whether the connection carries
	 */
	boolean hasHeard(long number) {
		return this.lastBeat >= number;
	}

	BeatGaps gaps() {
		return this.gaps;
	}

}
