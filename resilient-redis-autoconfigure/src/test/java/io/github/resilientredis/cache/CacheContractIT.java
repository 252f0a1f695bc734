/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's cache contract on a real server, in the states that real faults lead to. Every
 * cache has an entry in Redis that Spring's own manager wrote before the fault.
 */
@ParameterizedClass
@EnumSource(RedisCondition.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CacheContractIT {

	@Parameter
	RedisCondition condition;

	private RedisServer server;

	private ContractNode node;

	@BeforeParameterizedClassInvocation
	void begin() {
		this.server = RedisServer.start();
		this.node = new ContractNode(this.server, this.condition);
		this.node.plant();
		this.node.meets(this.condition, this.server);
	}

	@AfterParameterizedClassInvocation
	void end() {
		this.node.close();
		this.server.close();
	}

	static Stream<ContractCell> cells() {
		return ContractCell.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cells")
	void holds(ContractCell cell) {
		cell.verify(this.node.caches(), this.condition.answers());
		assertThat(this.node.guard().getState()).isEqualTo(this.condition.state());
	}

}
