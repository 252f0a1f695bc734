/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The channel over Lettuce: the Redis channel {@code <key-prefix>invalidate:<database>},
 * heard on a connection of its own, which its own thread opens while the guard finds
 * Redis readable. All databases of a server share its channels, so the database is in the
 * name.
 *
 * <p>
 * Each node publishes a beat every 500 ms, through the guard, and trusts the channel for
 * a second from the sending of the last beat that it heard: a beat overtakes nothing, so
 * what was published before it was heard before it. On a new subscription, listeners are
 * told that they missed something, and then there is trust; on the same connection,
 * nothing can have been lost, and a beat that was late gives the trust back. In Cluster a
 * message passes between nodes and may be lost there for less than a beat's interval
 * without being noticed.
 *
 * <p>
 * Works with standalone servers, Sentinel and Cluster. With a static list of master and
 * replicas messages are sent but not heard: it is never trusted.
 *
 * <p>
 * Without listeners there is no connection, no thread and no beat. What belongs to one
 * run, from the first listener or start to stop, is held by one reference, written and
 * read under the lock; listeners and trust are shared with the run and say themselves who
 * may see what.
 */
public final class LettuceNodeChannel implements NodeChannel, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(NodeChannel.class);

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final RedisGuard guard;

	private final GuardSettings settings;

	private final SubscriptionFactory subscriptions;

	private final NodeMessages messages = new NodeMessages();

	private final ChannelListeners listeners = new ChannelListeners();

	private final ChannelTrust trust = new ChannelTrust();

	private final ChannelPermission permission;

	/** Under the lock. */
	private @Nullable ChannelSupervisor run;

	/** Under the lock. */
	private boolean stopped;

	/** Whether it was said that nothing will be heard. Under the lock. */
	private boolean told;

	private volatile boolean running;

	/**
	 * Create a channel; opens no connection.
	 * @param application the application's own factory, of which only the configuration
	 * is used
	 * @param settings of which the key prefix, the client name and the connect timeout
	 * are used
	 * @param guard says when Redis can be asked, and carries the beats
	 */
	public LettuceNodeChannel(LettuceConnectionFactory application, GuardSettings settings, RedisGuard guard) {
		byte[] channel = (settings.keyPrefix() + "invalidate:" + application.getDatabase())
			.getBytes(StandardCharsets.UTF_8);
		this.guard = guard;
		this.settings = settings;
		this.subscriptions = new LettuceSubscriptionFactory(application, settings, channel);
		this.permission = new ChannelPermission(channel);
	}

	@Override
	public CompletionStage<?> publish(RedisClusterAsyncCommands<byte[], byte[]> redis, String topic, byte[] message) {
		return this.permission.publish(redis, this.messages.encode(topic, message));
	}

	@Override
	public ChannelMessage message(String topic, byte[] message) {
		return this.permission.message(this.messages.encode(topic, message));
	}

	@Override
	public boolean isNotPermitted(String error) {
		return this.permission.isMissing(new RedisCommandExecutionException(error));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Begins at once, before the start as a lifecycle bean too; after a stop, with the
	 * next start.
	 */
	@Override
	public void subscribe(String topic, Listener listener) {
		NodeMessages.checkedTopic(topic);
		this.lifecycle.lock();
		try {
			this.listeners.add(topic, listener);
			begin();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	@Override
	public boolean isTrusted() {
		return this.trust.isTrusted();
	}

	/**
	 * Begin to hear, if anyone listens.
	 */
	@Override
	public void start() {
		this.lifecycle.lock();
		try {
			this.running = true;
			this.stopped = false;
			begin();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * End the threads and the connection. Listeners stay, and hear again after the next
	 * start.
	 */
	@Override
	public void stop() {
		this.lifecycle.lock();
		try {
			this.running = false;
			this.stopped = true;
			ChannelSupervisor last = this.run;
			this.run = null;
			if (last != null) {
				last.stop();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** After the guard; stopped before it. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 2000;
	}

	private void begin() {
		if (this.run != null || this.stopped || this.listeners.isEmpty()) {
			return;
		}
		if (this.subscriptions.isSupported()) {
			ChannelSupervisor next = new ChannelSupervisor(this.guard, this.subscriptions,
					this.settings.connectTimeout(), this.messages, this.permission, this.listeners, this.trust);
			this.run = next;
			next.start();
		}
		else if (!this.told) {
			this.told = true;
			logger.warn("Nodes hear each other with standalone Redis, Sentinel and Cluster, not with a static list of "
					+ "master and replicas: they learn of each other's changes only when their near values expire");
		}
	}

}
