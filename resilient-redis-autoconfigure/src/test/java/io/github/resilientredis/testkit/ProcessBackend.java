/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a redis-server or valkey-server binary as a child process.
 */
final class ProcessBackend implements ServerBackend {

	private final Path binary;

	ProcessBackend(Path binary) {
		this.binary = binary;
	}

	@Override
	public RunningServer launch(ServerKind kind, Path directory, int port, List<String> directives) {
		List<String> command = new ArrayList<>();
		command.add(this.binary.toString());
		command.addAll(kind.leading(directory, directory));
		command.addAll(List.of("--port", String.valueOf(port), "--bind", RedisServer.HOST));
		command.addAll(List.of("--dir", directory.toString(), "--daemonize", "no"));
		command.addAll(directives);
		Path output = directory.resolve("output.txt");
		try {
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			return new ServerProcess(process, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot run " + this.binary, ex);
		}
	}

}
