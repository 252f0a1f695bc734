/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.util.List;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.testkit.SettableGuard;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many sessions a node without Redis keeps, as it is configured.
 */
class SessionPropertyTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ResilientSessionAutoConfiguration.class, SessionAutoConfiguration.class))
		.withBean(RedisGuard.class, () -> new SettableGuard(GuardState.LOCAL_ONLY));

	@Test
	void maxLocalSessionsIsHowManyAreKept() {
		this.runner
			.run((context) -> assertThat(kept(repository(context.getBean(SessionRepository.class)), 60)).hasSize(60));
		this.runner.withPropertyValues("resilient-redis.session.max-local-sessions=7").run((context) -> {
			SessionRepository<Session> repository = repository(context.getBean(SessionRepository.class));
			Awaitility.await().untilAsserted(() -> assertThat(kept(repository, 60)).hasSizeBetween(1, 7));
		});
	}

	private static List<String> kept(SessionRepository<Session> repository, int of) {
		List<String> ids = Stream.generate(repository::createSession).limit(of).map((session) -> {
			repository.save(session);
			return session.getId();
		}).toList();
		return ids.stream().filter((id) -> repository.findById(id) != null).toList();
	}

	@SuppressWarnings("unchecked")
	private static SessionRepository<Session> repository(SessionRepository<?> repository) {
		return (SessionRepository<Session>) repository;
	}

}
