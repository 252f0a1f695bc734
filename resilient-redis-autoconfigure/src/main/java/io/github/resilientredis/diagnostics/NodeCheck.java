/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Judges each server by itself.
 */
abstract class NodeCheck implements Check {

	private final FindingKind kind;

	NodeCheck(FindingKind kind) {
		this.kind = kind;
	}

	@Override
	public final List<Finding> examine(Facts facts) {
		return facts.nodes()
			.stream()
			.flatMap((node) -> Optional.ofNullable(problem(node, facts)).stream())
			.map((what) -> new Finding(this.kind, what))
			.toList();
	}

	/**
	 * Judge a server.
	 * @param node the server
	 * @param facts all there is to know
	 * @return what is wrong with it, {@code null} if nothing is known to be
	 */
	abstract @Nullable String problem(NodeFacts node, Facts facts);

}
