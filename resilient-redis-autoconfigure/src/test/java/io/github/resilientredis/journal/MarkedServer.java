/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A server with a marker and a ledger, simulated or real. The ledger is a part of its
 * data and says what became of them.
 */
interface MarkedServer {

	String run();

	MarkerFinding meet(@Nullable String run, @Nullable MarkerValue lastSeen);

	MarkerFinding beat(@Nullable String run, MarkerValue lastSeen);

	MarkerFinding read(@Nullable String run, @Nullable MarkerValue lastSeen);

	void append(String event);

	List<String> ledger();

	Object snapshot();

	/**
	 * Another run, with older data; without any if there is no snapshot.
	 */
	void restart(@Nullable Object snapshot);

	void flush();

	/**
	 * Another server with older data, while this one lives on.
	 * @return the server, {@code null} if this kind cannot
	 */
	@Nullable MarkedServer failOver(@Nullable Object snapshot);

}
