/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Optional;

/**
 * Finds in the answer to {@code INFO server} which run of the server it is.
 */
final class ServerRun {

	private static final String RUN_ID = "run_id:";

	private ServerRun() {
	}

	static Optional<String> in(String info) {
		return info.lines()
			.filter((line) -> line.startsWith(RUN_ID))
			.map((line) -> line.substring(RUN_ID.length()).strip())
			.filter((id) -> !id.isEmpty())
			.findFirst();
	}

}
