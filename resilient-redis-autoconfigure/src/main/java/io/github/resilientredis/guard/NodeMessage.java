/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.ByteBuffer;

/**
 * A message heard on the channel. The topic is empty if it is a beat.
 *
 * @param own whether this node sent it
 * @param topic who is to hear it
 * @param payload what it says, never changed
 */
record NodeMessage(boolean own, String topic, byte[] payload) {

	boolean isBeat() {
		return this.topic.isEmpty();
	}

	Beat beat() {
		ByteBuffer buffer = ByteBuffer.wrap(this.payload);
		return new Beat(buffer.getLong(), buffer.getLong());
	}

	/**
	 * What a node sends to hear itself.
	 *
	 * @param number counted from 1 by the node
	 * @param sentAt when, by the node's own {@link System#nanoTime()}
	 */
	record Beat(long number, long sentAt) {

		static final int BYTES = 2 * Long.BYTES;

	}

}
