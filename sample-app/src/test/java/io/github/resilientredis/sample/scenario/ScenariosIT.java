/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the scenarios in each state of Redis: one application for a state, begun
 * before it, and asked again after it.
 */
@ParameterizedClass
@EnumSource(RedisState.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScenariosIT {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int FEWEST_CALLS = 70;

	@Parameter
	private @Nullable RedisState state;

	private final Map<String, Row> played = new TreeMap<>();

	private @Nullable Scene scene;

	@BeforeParameterizedClassInvocation
	void begin(RedisState state) {
		this.played.clear();
		this.scene = Scene.of(state);
	}

	@AfterParameterizedClassInvocation
	void end() {
		if (this.scene != null) {
			this.scene.close();
			this.scene = null;
		}
	}

	@Test
	@Order(1)
	void theWellnessApp() {
		play(new WellnessRow());
	}

	@Test
	@Order(1)
	void theAnalyser() {
		play(new AnalyserRow());
	}

	@Test
	@Order(1)
	void theTalkCompanion() {
		play(new TalkRow());
	}

	@Test
	@Order(1)
	void theTokenIssuer() {
		play(new IssuerRow());
	}

	@Test
	@Order(1)
	void theMeasurementApp() {
		play(new MeasurementRow());
	}

	/** Before and after, so that the state was there all the time. */
	private void play(Row row) {
		scene().assertBites();
		row.during(scene());
		scene().assertBites();
		this.played.put(row.getClass().getSimpleName(), row);
	}

	@Test
	@Order(2)
	void whenRedisIsWellAgainThenNothingIsLostAndWhatIsDeadStaysDead() {
		scene().heal();
		this.played.values().forEach((row) -> row.after(scene()));
		assertThat(this.played).hasSize(5);
		assertThat(scene().log()).doesNotContain("Unexpected failure", "Exception", "\tat ");
		assertThat(scene().calls()).isGreaterThanOrEqualTo(FEWEST_CALLS);
		figures.warn("{}: {} calls, the slowest took {} ms", this.state, scene().calls(), scene().slowest().toMillis());
	}

	private Scene scene() {
		return Objects.requireNonNull(this.scene);
	}

}
