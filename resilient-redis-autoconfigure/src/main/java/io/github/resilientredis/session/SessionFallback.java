/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * What sessions are read from and written to while Redis is away.
 */
public enum SessionFallback {

	/**
	 * From what this node knows: for clients that stay with one node. Who comes to
	 * another node meanwhile begins a new session.
	 */
	LOCAL,

	/**
	 * From a database, into which everything is written in all states.
	 */
	JDBC,

	/**
	 * From nowhere: requests that need a session are answered 503.
	 */
	NONE

}
