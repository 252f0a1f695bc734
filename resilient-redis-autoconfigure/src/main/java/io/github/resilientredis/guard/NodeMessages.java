/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilientredis.guard.NodeMessage.Beat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Writes and reads what nodes send each other. A message is, byte by byte:
 *
 * <pre>
 *  1      format version, 1
 *  16     identity of the sending node, random, new for each instance of the channel
 *  1      length of the topic, 0 to 100
 *  0-100  topic, UTF-8
 *  rest   payload
 * </pre>
 *
 * A message without a topic is a beat; its payload is its number and its sending time by
 * the sender's own clock, two big-endian longs, which mean nothing to other nodes.
 *
 * <p>
 * Immutable but for the flag that a message was unreadable, which is set once, by any
 * thread.
 */
final class NodeMessages {

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private static final byte VERSION = 1;

	private static final int MAX_TOPIC = 100;

	private static final int TOPIC_LENGTH_AT = 1 + 2 * Long.BYTES;

	private static final int HEADER = TOPIC_LENGTH_AT + 1;

	private final byte[] self;

	private final AtomicBoolean unreadable = new AtomicBoolean();

	NodeMessages() {
		UUID identity = UUID.randomUUID();
		this.self = ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(identity.getMostSignificantBits())
			.putLong(identity.getLeastSignificantBits())
			.array();
	}

	static byte[] checkedTopic(String topic) {
		byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
		Assert.isTrue(bytes.length > 0 && bytes.length <= MAX_TOPIC, "'topic' must be 1 to 100 bytes long");
		return bytes;
	}

	byte[] encode(String topic, byte[] payload) {
		return encode(checkedTopic(topic), payload);
	}

	byte[] encode(Beat beat) {
		byte[] payload = ByteBuffer.allocate(Beat.BYTES).putLong(beat.number()).putLong(beat.sentAt()).array();
		return encode(new byte[0], payload);
	}

	private byte[] encode(byte[] topic, byte[] payload) {
		return ByteBuffer.allocate(HEADER + topic.length + payload.length)
			.put(VERSION)
			.put(this.self)
			.put((byte) topic.length)
			.put(topic)
			.put(payload)
			.array();
	}

	/**
	 * Read a message.
	 * @param bytes what was heard
	 * @return the message; {@code null} if no node of this version sent it, which is
	 * logged once
	 */
	@Nullable NodeMessage decode(byte[] bytes) {
		if (!isReadable(bytes)) {
			if (this.unreadable.compareAndSet(false, true)) {
				logger.warn("Something other than a node of this version writes to the channel between nodes "
						+ "(a message of " + bytes.length + " bytes); this is ignored");
			}
			return null;
		}
		boolean own = Arrays.equals(bytes, 1, TOPIC_LENGTH_AT, this.self, 0, this.self.length);
		int payloadAt = HEADER + bytes[TOPIC_LENGTH_AT];
		String topic = new String(bytes, HEADER, payloadAt - HEADER, StandardCharsets.UTF_8);
		return new NodeMessage(own, topic, Arrays.copyOfRange(bytes, payloadAt, bytes.length));
	}

	private static boolean isReadable(byte[] bytes) {
		if (bytes.length < HEADER || bytes[0] != VERSION) {
			return false;
		}
		int topic = bytes[TOPIC_LENGTH_AT];
		int payload = bytes.length - HEADER - topic;
		return topic >= 0 && topic <= MAX_TOPIC && payload >= 0 && (topic > 0 || payload == Beat.BYTES);
	}

}
