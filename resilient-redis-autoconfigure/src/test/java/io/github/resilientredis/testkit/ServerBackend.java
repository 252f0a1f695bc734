/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * Where servers come from.
 */
interface ServerBackend {

	/**
	 * Starts a server without waiting for it to answer.
	 * @param kind what it is
	 * @param directory its data directory, on this machine
	 * @param port the port on 127.0.0.1
	 * @param directives further configuration as command line arguments
	 * @return the server
	 */
	RunningServer launch(ServerKind kind, Path directory, int port, List<String> directives);

}
