/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that ask one after the other until told to stop, and what became of each
 * request. The samples are a concurrent queue written by the clients; the flag is written
 * by the test and read by the clients.
 */
final class Load {

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final List<Thread> clients = new ArrayList<>();

	private volatile boolean running = true;

	/**
	 * Begin to ask.
	 * @param name name of the client's thread
	 * @param pauseMillis pause between two requests, 0 for none
	 * @param requests what is asked, each as likely as the others
	 */
	void client(String name, long pauseMillis, List<Request> requests) {
		SplittableRandom random = new SplittableRandom(name.hashCode());
		Thread client = new Thread(() -> {
			while (this.running) {
				ask(requests.get(random.nextInt(requests.size())));
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
			}
		}, name);
		this.clients.add(client);
		client.start();
	}

	private void ask(Request request) {
		long start = System.nanoTime();
		String problem;
		try {
			problem = request.asking().get();
		}
		catch (RuntimeException ex) {
			problem = ex.toString();
		}
		this.samples.add(new Sample(request.kind(), start, System.nanoTime() - start, problem));
	}

	Samples between(long fromNanos, long toNanos) {
		return new Samples(this.samples.stream()
			.filter((sample) -> sample.startNanos() - fromNanos >= 0 && sample.startNanos() - toNanos < 0)
			.toList());
	}

	/** Stop asking. */
	void close() throws InterruptedException {
		this.running = false;
		for (Thread client : this.clients) {
			client.join();
		}
	}

	/**
	 * A kind of request.
	 *
	 * @param kind its name
	 * @param asking asks and says what was wrong with the answer, empty if nothing was
	 */
	record Request(String kind, Supplier<String> asking) {

	}

}
