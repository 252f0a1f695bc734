/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script of the operations kit, run with no settings of this machine. For one thread.
 */
final class KitScript {

	private final ProcessBuilder builder;

	private KitScript(String name) {
		this.builder = new ProcessBuilder(KitFile.of(name).path().normalize().toString());
		this.builder.environment()
			.keySet()
			.removeIf((variable) -> variable.matches("(REDIS|SAMPLE|SPRING|MANAGEMENT|JAVA_OPTS).*"));
	}

	static KitScript of(String name) {
		return new KitScript(name);
	}

	KitScript with(String variable, Object value) {
		this.builder.environment().put(variable, String.valueOf(value));
		return this;
	}

	Result run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(this.builder.command());
		command.addAll(List.of(arguments));
		Process process = this.builder.command(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(20, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IllegalStateException("Does not end: " + output);
		}
		return new Result(process.exitValue(), output);
	}

	/**
	 * How it ended.
	 */
	record Result(int exitCode, String output) {

	}

}
