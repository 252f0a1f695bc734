/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract of sessions: each rule in each fault with each kind of node, in the fault
 * and after it.
 */
class SessionContractIT {

	@TestFactory
	Stream<DynamicNode> holds() {
		return Arrays.stream(SessionFault.values())
			.map((fault) -> DynamicContainer.dynamicContainer(fault.name(), cells(fault).stream()));
	}

	private static List<DynamicNode> cells(SessionFault fault) {
		List<SessionStage> stage = new ArrayList<>();
		List<DynamicNode> cells = new ArrayList<>();
		cells.add(test("begins", () -> stage.add(SessionStage.inFault(fault))));
		each("in the fault", cells, (kind, rule) -> only(stage).verifyInFault(kind, rule));
		cells.add(test("ends", () -> only(stage).endFault()));
		each("afterwards", cells, (kind, rule) -> only(stage).verifyAfterwards(kind, rule));
		cells.add(test("everything expires", () -> only(stage).verifyKeys()));
		cells.add(test("closes", () -> only(stage).close()));
		return cells;
	}

	private static void each(String when, List<DynamicNode> cells, BiConsumer<SessionKind, SessionContract> deed) {
		for (SessionKind kind : SessionKind.values()) {
			for (SessionContract rule : SessionContract.values()) {
				cells.add(test(rule + " [" + kind + ", " + when + "]", () -> deed.accept(kind, rule)));
			}
		}
	}

	private static DynamicTest test(String name, Executable deed) {
		return DynamicTest.dynamicTest(name, deed);
	}

	private static SessionStage only(List<SessionStage> stage) {
		assertThat(stage).as("the fault has begun").hasSize(1);
		return stage.get(0);
	}

}
