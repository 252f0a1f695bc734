/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One server and a node of each kind, through one fault: before it, in it, after it.
 * Afterwards there are a node that knew nothing of it, and Spring Session's repository.
 */
final class SessionStage implements AutoCloseable {

	private final SessionFault fault;

	private final RedisServer server = RedisServer.start();

	private final MemoryDatabase h2 = new MemoryDatabase();

	private final SessionDatabase database = this.h2.sessions();

	private final Map<SessionKind, SessionNode> nodes = new EnumMap<>(SessionKind.class);

	private final Map<SessionKind, Map<SessionContract, SessionSubject>> subjects = new EnumMap<>(SessionKind.class);

	private @Nullable SessionNode other;

	private @Nullable LettuceConnectionFactory springs;

	private SessionStage(SessionFault fault) {
		this.fault = fault;
	}

	/** All kinds of nodes, in the fault. */
	static SessionStage inFault(SessionFault fault) {
		SessionStage stage = new SessionStage(fault);
		stage.startNodes();
		stage.plant();
		if (fault == SessionFault.ABSENT_AT_START) {
			stage.closeNodes();
		}
		stage.beginFault();
		return stage;
	}

	private void startNodes() {
		for (SessionKind kind : SessionKind.values()) {
			SessionNode.Setup setup = kind.setup(this.database);
			this.nodes.put(kind, (this.fault == SessionFault.LOCAL_ONLY) ? SessionNode.withoutRedis(this.server, setup)
					: SessionNode.start(this.server, setup));
		}
	}

	private void plant() {
		this.nodes.forEach((kind, node) -> {
			Map<SessionContract, SessionSubject> each = new EnumMap<>(SessionContract.class);
			for (SessionContract rule : SessionContract.values()) {
				SessionSubject subject = new SessionSubject(kind, this.fault, node.sessions);
				rule.prepare(subject);
				each.put(rule, subject);
			}
			this.subjects.put(kind, each);
		});
	}

	private void beginFault() {
		try (UnguardedClient unguarded = UnguardedClient.to(this.server, Duration.ofMillis(300))) {
			unguarded.assertWorks();
			this.fault.begin(this.server);
			if (this.fault.isWriteRefused()) {
				unguarded.assertWriteFails();
			}
			else if (this.fault.isServerAway()) {
				unguarded.assertFails();
			}
		}
		if (this.fault == SessionFault.ABSENT_AT_START) {
			for (SessionKind kind : SessionKind.values()) {
				this.nodes.put(kind, SessionNode.startBlind(this.server, kind.setup(this.database)));
			}
		}
		this.nodes.forEach((kind, node) -> {
			this.fault.begin(node);
			notices(node);
			subjects(kind).values().forEach((subject) -> subject.faultHasBegun(node.sessions));
		});
	}

	private void notices(SessionNode node) {
		Awaitility.await("state").pollInSameThread().atMost(Duration.ofSeconds(10)).until(() -> {
			// Ends are never refused.
			node.sessions.deleteById("notice-" + System.nanoTime());
			return node.state() == this.fault.state();
		});
	}

	void verifyInFault(SessionKind kind, SessionContract rule) {
		SessionSubject subject = subject(kind, rule);
		rule.act(subject);
		subject.verifyNow();
		assertThat(node(kind).state()).isEqualTo(this.fault.state());
	}

	/** Redis is back, and all are up to date. */
	void endFault() {
		// Sessions of a second expire meanwhile.
		Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
		this.fault.end(this.server);
		this.nodes.values().forEach(this.fault::end);
		if (this.fault != SessionFault.LOCAL_ONLY) {
			this.nodes.values().forEach(SessionNode::settles);
		}
	}

	void verifyAfterwards(SessionKind kind, SessionContract rule) {
		SessionSubject subject = subject(kind, rule);
		subject.verifyIn(node(kind).sessions);
		if (kind == SessionKind.JDBC) {
			subject.verifyIn(this.database);
		}
		if (this.fault != SessionFault.LOCAL_ONLY) {
			subject.verifyIn(other().sessions);
			subject.verifyIn(springs());
			subject.verifyLives(this.server);
			// What Spring Session found expired it has removed, and nothing else.
			subject.verifyIn(node(kind).sessions);
		}
	}

	void verifyKeys() {
		StoredKeys.allExpire(this.server);
	}

	private Map<SessionContract, SessionSubject> subjects(SessionKind kind) {
		return Objects.requireNonNull(this.subjects.get(kind));
	}

	private SessionSubject subject(SessionKind kind, SessionContract rule) {
		return Objects.requireNonNull(subjects(kind).get(rule));
	}

	private SessionNode node(SessionKind kind) {
		return Objects.requireNonNull(this.nodes.get(kind));
	}

	private SessionNode other() {
		SessionNode node = this.other;
		if (node == null) {
			node = SessionNode.start(this.server);
			this.other = node;
		}
		return node;
	}

	private SessionRepository<?> springs() {
		LettuceConnectionFactory connections = this.springs;
		if (connections == null) {
			connections = new LettuceConnectionFactory(
					new RedisStandaloneConfiguration(this.server.host(), this.server.port()));
			connections.afterPropertiesSet();
			connections.start();
			this.springs = connections;
		}
		return StoredKeys.springs(connections);
	}

	private void closeNodes() {
		this.nodes.values().forEach(SessionNode::close);
		this.nodes.clear();
	}

	@Override
	public void close() {
		closeNodes();
		if (this.other != null) {
			this.other.close();
		}
		if (this.springs != null) {
			this.springs.destroy();
		}
		this.server.close();
		this.h2.close();
	}

}
