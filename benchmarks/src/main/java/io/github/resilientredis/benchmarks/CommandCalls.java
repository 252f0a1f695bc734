/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

import io.github.resilientredis.testkit.RedisServer;

/**
 * How often Redis carried out which command, {@code INFO commandstats}: what a script
 * calls is counted too.
 *
 * @param calls the number by lower-case name of the command; 0 is missing
 */
record CommandCalls(Map<String, Long> calls) {

	static final CommandCalls NONE = new CommandCalls(Map.of());

	private static final String PREFIX = "cmdstat_";

	private static final String CALLS = "calls=";

	static CommandCalls of(RedisServer server) {
		Map<String, Long> calls = new TreeMap<>();
		String.valueOf(server.command("INFO", "commandstats"))
			.lines()
			.filter((line) -> line.startsWith(PREFIX) && !line.startsWith(PREFIX + "info"))
			.forEach((line) -> calls.put(line.substring(PREFIX.length(), line.indexOf(':')),
					Long.valueOf(line.substring(line.indexOf(CALLS) + CALLS.length(), line.indexOf(',')))));
		return new CommandCalls(calls);
	}

	CommandCalls since(CommandCalls before) {
		return combined(before, (now, then) -> now - then);
	}

	CommandCalls plus(CommandCalls other) {
		return combined(other, Long::sum);
	}

	private CommandCalls combined(CommandCalls other, LongBinaryOperator operator) {
		Map<String, Long> result = new TreeMap<>();
		this.calls.forEach((command, number) -> result.put(command, operator.applyAsLong(number, other.of(command))));
		other.calls.forEach((command, number) -> result.putIfAbsent(command, operator.applyAsLong(0, number)));
		result.values().removeIf((number) -> number == 0);
		return new CommandCalls(result);
	}

	private long of(String command) {
		return this.calls.getOrDefault(command, 0L);
	}

	long all() {
		return this.calls.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How many scripts and reads were sent. A script is taken to read its bucket once;
	 * the other reads were sent by themselves.
	 */
	long roundTrips() {
		long scripts = scripts();
		return scripts + Math.max(0, of("get") - scripts);
	}

	long scripts() {
		return of("eval") + of("evalsha");
	}

}
