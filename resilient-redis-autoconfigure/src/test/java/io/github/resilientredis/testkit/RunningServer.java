/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

/**
 * A started server, as a process or a container. One start is one instance: what was
 * killed is started again as another.
 */
interface RunningServer {

	boolean isAlive();

	/** Whether the server answering with this {@code INFO server} is this one. */
	boolean matches(String info);

	/** Ends it at once, without a chance to save, and returns when it is gone. */
	void kill();

	/** Stops it from running while its connections stay open. */
	void pause();

	void resume();

	/** What it wrote outside its log file; for messages. */
	String output();

}
