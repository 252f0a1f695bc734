/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a JVM that starts two servers, one of which hangs, writes their
 * process ids to a file and ends without shutdown hooks.
 */
final class HaltingJvm {

	static final int STATUS = 42;

	private HaltingJvm() {
	}

	public static void main(String[] arguments) throws IOException {
		RedisServer first = RedisServer.start();
		RedisServer second = RedisServer.start();
		Files.writeString(Path.of(arguments[0]), pid(first) + "\n" + pid(second) + "\n");
		second.hang();
		Runtime.getRuntime().halt(STATUS);
	}

	private static long pid(RedisServer server) {
		return new ServerInfo(String.valueOf(server.command("INFO", "server"))).number("process_id");
	}

}
