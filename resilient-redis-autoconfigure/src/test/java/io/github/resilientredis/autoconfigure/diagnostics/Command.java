/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command line that was carried out in a JVM of its own.
 *
 * @param exitCode how it ended
 * @param out its standard output
 * @param err its standard error
 * @param took how long it took, with the start of the JVM
 */
record Command(int exitCode, String out, String err, Duration took) {

	static Command run(Path directory, Map<String, String> variables, String... arguments)
			throws IOException, InterruptedException {
		List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), DiagnosedApplication.class.getName()));
		words.addAll(List.of(arguments));
		Path out = directory.resolve("out");
		Path err = directory.resolve("err");
		ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().putAll(variables);
		long begin = System.nanoTime();
		Process jvm = builder.start();
		try {
			assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
		}
		finally {
			jvm.destroyForcibly();
		}
		return new Command(jvm.exitValue(), Files.readString(out), Files.readString(err),
				Duration.ofNanos(System.nanoTime() - begin));
	}

}
