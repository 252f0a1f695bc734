/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is asked for: keys by Zipf's law, drawn before the load begins so that drawing
 * costs it nothing.
 */
public final class Zipf {

	private final int[] draws;

	/**
	 * Draw.
	 * @param keys how many keys there are; the first is the most popular
	 * @param skew the exponent
	 * @param count how many draws, a power of two
	 */
	public Zipf(int keys, double skew, int count) {
		double[] upTo = new double[keys];
		double sum = 0;
		for (int i = 0; i < keys; i++) {
			sum += 1 / Math.pow(i + 1, skew);
			upTo[i] = sum;
		}
		SplittableRandom random = new SplittableRandom(42);
		this.draws = new int[count];
		for (int i = 0; i < count; i++) {
			int found = Arrays.binarySearch(upTo, random.nextDouble(sum));
			this.draws[i] = (found >= 0) ? found : -found - 1;
		}
	}

	public int draw(int index) {
		return this.draws[index & (this.draws.length - 1)];
	}

}
