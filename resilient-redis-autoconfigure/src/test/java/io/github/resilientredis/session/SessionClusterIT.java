/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.NodeChannel;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.testkit.TwoMasters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.PrincipalNameIndexResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

class SessionClusterIT {

	/** More than enough for both masters, so that some get an id on the other one. */
	private static final int SESSIONS = 30;

	@Test
	void sessionsOfAllMastersAreChangedRenamedAndEndedAlsoDuringAnOutage() {
		try (TwoMasters cluster = TwoMasters.start();
				ConfigurableApplicationContext one = start(cluster);
				ConfigurableApplicationContext two = start(cluster)) {
			IndexedResilientSessionRepository first = sessions(one);
			IndexedResilientSessionRepository second = sessions(two);
			try {
				List<String> olds = begin(first);
				List<String> ids = rotate(second, olds);
				assertThat(first.findByPrincipalName("ann").keySet()).containsExactlyInAnyOrderElementsOf(ids);
				guard(one).forceOpen();
				reaches(one, GuardState.FORCED_OPEN);
				List<String> next = rotate(first, ids);
				List<String> ended = begin(first);
				ended.forEach(first::deleteById);
				// The fault bites: the other node has the old ones.
				assertThat(ids).allSatisfy((id) -> assertThat(second.findById(id)).isNotNull());
				guard(one).release();
				settles(one);
				for (IndexedResilientSessionRepository each : List.of(first, second)) {
					assertThat(olds).allSatisfy((id) -> assertThat(each.findById(id)).isNull());
					assertThat(ids).allSatisfy((id) -> assertThat(each.findById(id)).isNull());
					assertThat(ended).allSatisfy((id) -> assertThat(each.findById(id)).isNull());
					assertThat(each.findByPrincipalName("ann").keySet()).containsExactlyInAnyOrderElementsOf(next);
				}
			}
			finally {
				first.destroy();
				second.destroy();
			}
		}
	}

	private static List<String> begin(IndexedResilientSessionRepository sessions) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < SESSIONS; i++) {
			ResilientSession session = sessions.createSession();
			session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "ann");
			sessions.save(session);
			ids.add(session.getId());
		}
		return ids;
	}

	private static List<String> rotate(IndexedResilientSessionRepository sessions, List<String> ids) {
		List<String> next = new ArrayList<>();
		for (String id : ids) {
			ResilientSession session = sessions.findById(id);
			assertThat(session).isNotNull();
			next.add(session.changeSessionId());
			sessions.save(session);
		}
		return next;
	}

	private static IndexedResilientSessionRepository sessions(ConfigurableApplicationContext node) {
		return new IndexedResilientSessionRepository(new SessionBackend(guard(node), node.getBean(Journal.class),
				node.getBean(NodeChannel.class), null, Clock.systemUTC()), SessionNode.Setup.LOCAL.settings(),
				(event) -> {
				}, new PrincipalNameIndexResolver<>());
	}

	private static RedisGuard guard(ConfigurableApplicationContext node) {
		return node.getBean(RedisGuard.class);
	}

	private static void reaches(ConfigurableApplicationContext node, GuardState state) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(guard(node)::getState, state::equals);
	}

	private static void settles(ConfigurableApplicationContext node) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> guard(node).getState() == GuardState.AVAILABLE
					&& node.getBean(Journal.class).status().records() == 0);
	}

	private static ConfigurableApplicationContext start(TwoMasters cluster) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("spring.data.redis.cluster.nodes=" + cluster.nodes()).applyTo(context);
		context.register(Application.class);
		context.refresh();
		reaches(context, GuardState.AVAILABLE);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
