/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.util.List;

/**
 * Where in the course of a fault a call belongs: where it began, but a call that the
 * fault met half-way belongs to the fault.
 */
enum Phase {

	/** Redis is well; not part of the matrix. */
	BEFORE("before"),

	/** The fault is not yet noticed, or has just been. */
	FIRST_SECOND("first second"),

	DURING("during"),

	/** At least one second; longer where recovery takes longer. */
	RETURN("first second after"),

	RECOVERED("after recovery");

	private final String title;

	Phase(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/** Those of the matrix. */
	static List<Phase> measured() {
		return List.of(FIRST_SECOND, DURING, RETURN, RECOVERED);
	}

	static Phase of(Phase begun, Phase ended) {
		return (begun == BEFORE) ? ended : begun;
	}

}
