/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.resilientredis.guard.NodeChannel.Listener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Who listens to what. The list is copied on write, by whoever subscribes; the listeners
 * are called by the one thread of the channel that does so. A listener that fails is
 * logged in full once for the channel and hurts no other.
 */
final class ChannelListeners {

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	private final AtomicBoolean failed = new AtomicBoolean();

	void add(String topic, Listener listener) {
		this.entries.add(new Entry(topic, listener));
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Hand on a message.
	 * @param message the message
	 * @return whether all who listen to its topic took it
	 */
	boolean received(NodeMessage message) {
		boolean taken = true;
		for (Entry entry : this.entries) {
			if (entry.topic.equals(message.topic())) {
				taken &= tell(entry, (listener) -> listener.received(message.payload()));
			}
		}
		return taken;
	}

	/**
	 * Tell all that messages may be missing.
	 * @return whether all took it
	 */
	boolean missed() {
		boolean taken = true;
		for (Entry entry : this.entries) {
			taken &= tell(entry, Listener::missed);
		}
		return taken;
	}

	private boolean tell(Entry entry, Consumer<Listener> call) {
		try {
			call.accept(entry.listener);
			return true;
		}
		catch (RuntimeException | Error ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("A listener to '" + entry.topic + "' failed; its messages count as missed", ex);
			}
			else {
				logger.debug("A listener to '" + entry.topic + "' failed: " + ex.getClass().getName());
			}
			return false;
		}
	}

	/**
	 * A listener and what it listens to.
	 *
	 * @param topic the topic
	 * @param listener the listener
	 */
	private record Entry(String topic, Listener listener) {

	}

}
