/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.SettableGuard;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring's cache contract in every state of the guard, with memory as the cache: whatever
 * state the guard is in, no call reaches Redis.
 */
@ParameterizedClass
@EnumSource(GuardState.class)
class CacheContractTests {

	private final SettableGuard guard;

	CacheContractTests(GuardState state) {
		this.guard = new SettableGuard(state);
	}

	static Stream<ContractCell> cells() {
		return ContractCell.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cells")
	void holds(ContractCell cell) {
		cell.verify(new ResilientCacheManager(CacheBackend.of(this.guard), cell.configuration()), RedisAnswers.NOTHING);
	}

}
