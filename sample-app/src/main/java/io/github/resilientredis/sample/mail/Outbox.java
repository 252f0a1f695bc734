/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.mail;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.mail.SimpleMailMessage;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Letters on their way, in the background: whoever hands one in never waits, whatever the
 * mail server does. A bounded number waits in memory; beyond it letters are dropped,
 * which is logged once, and counted. Thread-safe: the queue is the executor's, and the
 * flag says whether the log knows that it was full.
 */
public class Outbox implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Outbox.class);

	private static final int THREADS = 2;

	private final AtomicBoolean knownFull = new AtomicBoolean();

	private final ThreadPoolExecutor executor;

	private final Delivery delivery;

	private final int maxWaiting;

	private final Duration shutdownGrace;

	Outbox(Delivery delivery, OutboxProperties properties) {
		this.delivery = delivery;
		this.maxWaiting = properties.maxWaiting();
		this.shutdownGrace = properties.shutdownGrace();
		CustomizableThreadFactory threads = new CustomizableThreadFactory("mail-");
		threads.setDaemon(true);
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(this.maxWaiting), threads);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Hand in a letter. Returns at once.
	 * @param letter writes it, in the background; its sender is set here
	 * @return whether it is on its way
	 */
	public boolean send(Supplier<SimpleMailMessage> letter) {
		try {
			this.executor.execute(() -> this.delivery.deliver(letter));
			if (this.executor.getQueue().size() <= this.maxWaiting / 2) {
				this.knownFull.set(false);
			}
			return true;
		}
		catch (RejectedExecutionException ex) {
			this.delivery.count("dropped");
			if (this.knownFull.compareAndSet(false, true)) {
				logger.warn("{} letters wait for the mail server, more are dropped", this.maxWaiting);
			}
			return false;
		}
	}

	/**
	 * Send what waits, for as long as the grace allows.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (this.executor.awaitTermination(this.shutdownGrace.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		int active = this.executor.getActiveCount();
		logger.warn("{} letters are not sent any more", this.executor.shutdownNow().size() + active);
	}

}
