/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A start of a shop.
 *
 * @param startUp until it was ready
 * @param liveBytes what its objects take after a warm round
 */
record Start(Duration startUp, long liveBytes) {

	private static final int WARM_RATE = 100;

	private static final int WARM_SECONDS = 3;

	private static final int VISITORS = 50;

	static Start measure(Flavour flavour, Path directory) throws IOException, InterruptedException {
		try (Deployment deployment = Deployment.start(flavour, VISITORS, directory)) {
			new OpenLoop(deployment.client(), WARM_RATE).run(deployment.traffic(1), WARM_SECONDS);
			return new Start(deployment.shop().startUp(), deployment.shop().liveBytes());
		}
	}

	double millis() {
		return this.startUp.toNanos() / 1e6;
	}

	double megabytes() {
		return this.liveBytes / 1e6;
	}

}
