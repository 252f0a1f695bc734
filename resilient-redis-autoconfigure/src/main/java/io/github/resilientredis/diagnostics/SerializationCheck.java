/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

/**
 * Whether values are Java objects, by configuration or as they are found.
 */
final class SerializationCheck implements Check {

	@Override
	public List<Finding> examine(Facts facts) {
		DiagnosisSettings.CacheUse cache = facts.settings().cache();
		if (cache == null || !facts.isReachable()) {
			return List.of();
		}
		if (cache.serializer().equals("jdk")) {
			return finding("Caches are configured to be written by Java serialization.");
		}
		int found = facts.nodes()
			.stream()
			.flatMap((node) -> NodeFacts.Keys.kindsOf(node.keys()).stream())
			.mapToInt(NodeFacts.Kind::javaSerialized)
			.sum();
		return (found == 0) ? List.of() : finding(
				found + " sampled cache entries hold Java-serialized values, though caches are configured otherwise.");
	}

	private static List<Finding> finding(String what) {
		return List.of(new Finding(FindingKind.JAVA_SERIALIZATION, what));
	}

}
