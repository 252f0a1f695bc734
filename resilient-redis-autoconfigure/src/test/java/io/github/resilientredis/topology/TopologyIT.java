/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * All features work on every kind of Redis, chosen by Spring Boot's own properties.
 */
class TopologyIT {

	@ParameterizedTest(name = "{0}")
	@EnumSource
	void allFeaturesWork(TopologyKind kind, @TempDir Path directory) {
		assumeTrue(kind.isPossible(), "a server in a container does not see the certificates of this machine");
		try (Topology redis = kind.start(directory);
				FeatureNode one = FeatureNode.start(redis.properties(), redis.configuration());
				FeatureNode two = FeatureNode.start(redis.properties(), redis.configuration())) {
			new FeatureRound(one.connected(), two.connected(), redis).run();
			redis.assertUsed();
		}
	}

}
