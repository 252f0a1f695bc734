/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import io.github.resilientredis.testkit.RedisServer;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH with one Redis for all sides of a run. Takes the arguments of JMH.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] args) throws CommandLineOptionException, RunnerException {
		try (RedisServer server = RedisServer.start()) {
			new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
				.jvmArgsAppend("-D" + BenchmarkRedis.PORT + "=" + server.port())
				.build()).run();
		}
	}

}
