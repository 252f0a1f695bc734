/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.util.List;
import java.util.SplittableRandom;

import io.github.resilientredis.benchmarks.Zipf;
import io.netty.handler.codec.http.HttpMethod;

/**
 * What visitors do, drawn from a seed: both shops get the same requests. Products are
 * asked for by Zipf's law, visitors come at random.
 */
final class Traffic {

	private static final int CLIENTS = 200;

	private final Zipf zipf;

	private final List<String> cookies;

	private final SplittableRandom random;

	/**
	 * Create traffic.
	 * @param zipf which products are asked for
	 * @param cookies of the sessions of {@code user-0}, {@code user-1} …
	 * @param seed of what is drawn
	 */
	Traffic(Zipf zipf, List<String> cookies, int seed) {
		this.zipf = zipf;
		this.cookies = cookies;
		this.random = new SplittableRandom(seed);
	}

	Request next() {
		int product = this.zipf.draw(this.random.nextInt());
		String number = "\"number\":" + product + ",";
		Kind kind = Kind.of(this.random.nextInt(100));
		return switch (kind) {
			case CACHED_READ -> new Request(kind, HttpMethod.GET, "/products/" + product, "", "", number);
			case EVICTION -> new Request(kind, HttpMethod.PUT, "/products/" + product, "", "", "");
			case SESSION_READ -> ofSession(kind, HttpMethod.GET, "/basket");
			case SESSION_WRITE -> ofSession(kind, HttpMethod.POST, "/basket/" + product);
			case LIMITED -> new Request(kind, HttpMethod.GET, "/quotes/" + product, "X-Client",
					"client-" + this.random.nextInt(CLIENTS), number);
		};
	}

	private Request ofSession(Kind kind, HttpMethod method, String path) {
		int user = this.random.nextInt(this.cookies.size());
		return new Request(kind, method, path, "Cookie", this.cookies.get(user), "\"user\":\"user-" + user + "\"");
	}

}
