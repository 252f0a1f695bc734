/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;
import org.openjdk.jmh.Main;

/**
 * JMH with one Redis for all sides of a run. Takes the arguments of JMH.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] args) throws IOException {
		try (RedisServer server = RedisServer.start()) {
			String port = "-D" + BenchmarkRedis.PORT + "=" + server.port();
			Main.main(Stream.concat(Arrays.stream(args), Stream.of("-jvmArgsAppend", port)).toArray(String[]::new));
		}
	}

}
