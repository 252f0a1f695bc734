/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

/**
 * What became of all calls of a load, second by second and kind by kind. A call belongs
 * to the second in which it was intended. Only the thread of the client writes;
 * {@link #await()} lets others read.
 */
final class Recording implements Call.Listener {

	private final Arrivals arrivals;

	private final List<Tally> seconds = new ArrayList<>();

	private final Map<Kind, Tally> kinds = new EnumMap<>(Kind.class);

	private final Tally lag = new Tally();

	private final CountDownLatch outstanding;

	Recording(Arrivals arrivals, int seconds) {
		this.arrivals = arrivals;
		IntStream.range(0, seconds).forEach((second) -> this.seconds.add(new Tally()));
		for (Kind kind : Kind.values()) {
			this.kinds.put(kind, new Tally());
		}
		this.outstanding = new CountDownLatch(Math.multiplyExact(arrivals.rate(), seconds));
	}

	@Override
	public void begun(Call call, long at) {
		this.lag.add(at - call.intended(), true);
	}

	@Override
	public void ended(Call call, boolean good, long at) {
		long latency = at - call.intended();
		this.seconds.get(this.arrivals.second(call.intended())).add(latency, good);
		Objects.requireNonNull(this.kinds.get(call.request().kind())).add(latency, good);
		this.outstanding.countDown();
	}

	/** Until the last call has ended. */
	void await() throws InterruptedException {
		this.outstanding.await();
	}

	int seconds() {
		return this.seconds.size();
	}

	Window second(int second) {
		return this.seconds.get(second).window();
	}

	/** The seconds from the first to before the last. */
	Window between(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj(this::second)
			.reduce(Window::and)
			.orElseGet(() -> new Window(new Histogram(3), 0));
	}

	Window all() {
		return between(0, seconds());
	}

	Window of(Kind kind) {
		return Objects.requireNonNull(this.kinds.get(kind)).window();
	}

	/** How late the generator itself began calls. */
	Window lag() {
		return this.lag.window();
	}

}
