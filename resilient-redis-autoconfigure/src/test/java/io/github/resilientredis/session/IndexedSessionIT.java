/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.guard.LettuceNodeChannel;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

@ExtendWith(RedisKitExtension.class)
class IndexedSessionIT {

	@Test
	void sessionsAreFoundByPrincipalByBothKindsOfInstance(RedisServer server) {
		try (Node node = new Node(server); Stock stock = new Stock(server)) {
			String ours = node.begin("ann");
			String theirs = stock.begin("ann");
			assertThat(node.idsOf("ann")).containsExactlyInAnyOrder(ours, theirs);
			assertThat(stock.idsOf("ann")).containsExactlyInAnyOrder(ours, theirs);
			node.change(theirs, "bob");
			assertThat(stock.idsOf("ann")).containsExactly(ours);
			assertThat(stock.idsOf("bob")).containsExactly(theirs);
			node.sessions.deleteById(ours);
			assertThat(stock.idsOf("ann")).isEmpty();
			assertThat(stock.sessions.findById(ours)).isNull();
			stock.sessions.deleteById(theirs);
			assertThat(node.idsOf("bob")).isEmpty();
			assertThat(node.sessions.findById(theirs)).isNull();
		}
	}

	@Test
	void anIdThatIsGivenUpLeavesTheIndex(RedisServer server) {
		try (Node node = new Node(server); Stock stock = new Stock(server)) {
			String id = node.begin("ann");
			ResilientSession session = node.sessions.findById(id);
			assertThat(session).isNotNull();
			String next = session.changeSessionId();
			node.sessions.save(session);
			assertThat(node.idsOf("ann")).containsExactly(next);
			assertThat(stock.idsOf("ann")).containsExactly(next);
			assertThat(server.command("EXISTS", "spring:session:sessions:expires:" + next)).isEqualTo(1L);
			assertThat(server.command("EXISTS", "spring:session:sessions:expires:" + id)).isEqualTo(0L);
		}
	}

	@Test
	void whenRedisIsAwayThenSessionsAreFoundAsFarAsThisNodeKnowsAndInRedisAfterwards(RedisServer server) {
		try (Node node = new Node(server); Stock stock = new Stock(server)) {
			String before = node.begin("ann");
			String ended = node.begin("ann");
			node.proxy.refuse();
			node.reaches(GuardState.UNAVAILABLE);
			String during = node.begin("ann");
			node.sessions.deleteById(ended);
			assertThat(node.idsOf("ann")).containsExactlyInAnyOrder(before, during);
			// The fault bites.
			assertThat(stock.idsOf("ann")).containsExactlyInAnyOrder(before, ended);
			node.proxy.pass();
			node.settles();
			assertThat(node.idsOf("ann")).containsExactlyInAnyOrder(before, during);
			assertThat(stock.idsOf("ann")).containsExactlyInAnyOrder(before, during);
		}
	}

	@Test
	void theApplicationIsToldOfBeginningsAndEndsOnEachNodeThatKnowsTheSession(RedisServer server) {
		try (Node node = new Node(server); Node other = new Node(server)) {
			String id = node.begin("ann");
			assertThat(node.events).hasSize(1).first().isInstanceOf(SessionCreatedEvent.class);
			assertThat(other.idsOf("ann")).containsExactly(id);
			node.sessions.deleteById(id);
			assertThat(node.events).hasSize(2).last().isInstanceOf(SessionDeletedEvent.class);
			Awaitility.await().until(() -> other.events.size() == 1);
			assertThat(other.events.get(0)).isInstanceOfSatisfying(SessionDeletedEvent.class, (event) -> {
				assertThat(event.getSessionId()).isEqualTo(id);
				assertThat((String) event.getSession().getAttribute(PRINCIPAL_NAME_INDEX_NAME)).isEqualTo("ann");
			});
		}
	}

	@Test
	void whenItStartsWithoutRedisThenItWorks(RedisServer server) {
		server.kill();
		try (Node node = new Node(server, GuardState.UNAVAILABLE)) {
			String id = node.begin("ann");
			assertThat(node.idsOf("ann")).containsExactly(id);
			server.restartEmpty();
			node.settles();
			assertThat(node.idsOf("ann")).containsExactly(id);
		}
	}

	/** An instance with this library. */
	private static final class Node implements AutoCloseable {

		final List<Object> events = new CopyOnWriteArrayList<>();

		final RedisProxy proxy;

		final RecoveringJournal journal;

		final LettuceRedisGuard guard;

		final LettuceNodeChannel channel;

		final IndexedResilientSessionRepository sessions;

		Node(RedisServer server) {
			this(server, GuardState.AVAILABLE);
		}

		Node(RedisServer server, GuardState first) {
			this.proxy = RedisProxy.to(server);
			LettuceConnectionFactory connections = new LettuceConnectionFactory(
					new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port()));
			GuardSettings defaults = GuardSettings.defaults();
			this.journal = RecoveringJournal.open(JournalSettings.defaults(), defaults.keyPrefix(), Clock.systemUTC());
			this.guard = new LettuceRedisGuard(connections, defaults, new RequestBudgets(defaults.requestBudget()),
					Clock.systemUTC(), this.journal);
			this.channel = new LettuceNodeChannel(connections, defaults, this.guard);
			this.sessions = new IndexedResilientSessionRepository(
					new SessionBackend(this.guard, this.journal, this.channel, null, Clock.systemUTC()),
					SessionNode.Setup.LOCAL.settings(), this.events::add, new PrincipalNameIndexResolver<>());
			this.guard.afterPropertiesSet();
			this.channel.start();
			if (first == GuardState.AVAILABLE) {
				settles();
			}
			else {
				reaches(first);
			}
		}

		void reaches(GuardState state) {
			Awaitility.await().until(this.guard::getState, state::equals);
		}

		void settles() {
			Awaitility.await()
				.until(() -> this.guard.getState() == GuardState.AVAILABLE && this.journal.status().records() == 0
						&& this.channel.isTrusted());
		}

		String begin(String principal) {
			ResilientSession session = this.sessions.createSession();
			session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
			this.sessions.save(session);
			return session.getId();
		}

		void change(String id, String principal) {
			ResilientSession session = this.sessions.findById(id);
			assertThat(session).isNotNull();
			session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
			this.sessions.save(session);
		}

		List<String> idsOf(String principal) {
			Map<String, ResilientSession> found = this.sessions.findByPrincipalName(principal);
			return List.copyOf(found.keySet());
		}

		@Override
		public void close() {
			this.sessions.destroy();
			this.channel.destroy();
			this.guard.destroy();
			this.journal.destroy();
			this.proxy.close();
		}

	}

	/** An instance with Spring Session's own. */
	private static final class Stock implements AutoCloseable {

		private final LettuceConnectionFactory connections;

		final RedisIndexedSessionRepository sessions;

		Stock(RedisServer server) {
			this.connections = new LettuceConnectionFactory(server.host(), server.port());
			this.connections.afterPropertiesSet();
			this.connections.start();
			RedisTemplate<String, Object> template = new RedisTemplate<>();
			template.setKeySerializer(RedisSerializer.string());
			template.setHashKeySerializer(RedisSerializer.string());
			template.setConnectionFactory(this.connections);
			template.afterPropertiesSet();
			this.sessions = new RedisIndexedSessionRepository(template);
		}

		String begin(String principal) {
			RedisIndexedSessionRepository.RedisSession session = this.sessions.createSession();
			session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, principal);
			this.sessions.save(session);
			return session.getId();
		}

		List<String> idsOf(String principal) {
			return List.copyOf(this.sessions.findByPrincipalName(principal).keySet());
		}

		@Override
		public void close() {
			this.connections.destroy();
		}

	}

}
