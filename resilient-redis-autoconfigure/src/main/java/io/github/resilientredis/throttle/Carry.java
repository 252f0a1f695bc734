/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * What is to be carried back of a bucket.
 *
 * @param work does it, and has the effect of once
 * @param local what it carries
 * @param losses how often Redis had lost data when it was made
 * @param underWay whether it has been handed to Redis
 */
record Carry(CarryWork work, LocalShare local, int losses, boolean underWay) {

	Carry begun(boolean begun) {
		return new Carry(this.work, this.local, this.losses, begun);
	}

	/** It is to be done to what Redis has now, which lost data once more. */
	Carry afterLoss(int happened) {
		return new Carry(this.work.afterLoss(), this.local, happened, this.underWay);
	}

}
