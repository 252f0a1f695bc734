/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.resilientredis.session.SessionRun.Dead;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Users of two nodes, and a Redis that fails: fault by fault, while everybody works. Then
 * the work stops, the nodes recover, and each session and each dead id is looked for on
 * both nodes, and in Redis by an application without the library. For one thread.
 */
final class SessionHistory implements AutoCloseable {

	private static final int USERS = 200;

	/** As long as the database is asked first after trouble. */
	private static final Duration DOUBT = Doubt.LASTS.plusSeconds(2);

	private final RedisServer server;

	private final List<SessionHttpNode> nodes;

	private final SessionRun run;

	private final List<SessionUser> users;

	private final HistoryLoad load;

	private final LettuceConnectionFactory connections;

	private final RedisSessionRepository stock;

	/** Those looked for after an earlier fault. */
	private final Set<Dead> checked = new HashSet<>();

	SessionHistory(RedisServer server, List<SessionHttpNode> nodes, boolean sticky, long seed) {
		this.server = server;
		this.nodes = nodes;
		this.run = new SessionRun(nodes::toString);
		List<SessionPages> pages = nodes.stream().map(SessionHttpNode::pages).toList();
		this.users = IntStream.range(0, USERS)
			.mapToObj((number) -> new SessionUser(number,
					sticky ? List.of(pages.get(number % pages.size())) : rotated(pages, number), this.run, seed))
			.toList();
		this.load = new HistoryLoad(this.users);
		this.connections = new LettuceConnectionFactory(server.host(), server.port());
		this.connections.afterPropertiesSet();
		this.connections.start();
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setConnectionFactory(this.connections);
		template.afterPropertiesSet();
		this.stock = new RedisSessionRepository(template);
	}

	private static List<SessionPages> rotated(List<SessionPages> pages, int number) {
		List<SessionPages> rotated = new ArrayList<>(pages);
		Collections.rotate(rotated, number);
		return rotated;
	}

	SessionRun run() {
		return this.run;
	}

	/** Everybody works for a while, and nothing happens. */
	void calm(String name, Duration lasting) {
		this.run.begin(name);
		this.load.go();
		pass(lasting);
		this.load.pause();
		check(this.run.dead());
	}

	/** For so long that Redis is believed again. */
	void calmDown(String name) {
		calm(name, DOUBT);
	}

	/** Everybody works while it happens, and for a while afterwards. */
	void suffer(HistoryFault fault, Duration lasting) {
		this.run.begin(fault.name());
		this.load.go();
		fault.happen(this.server, this.nodes, () -> pass(lasting));
		pass(Duration.ofMillis(500));
		this.load.pause();
		Set<Dead> fresh = new HashSet<>(this.run.dead());
		fresh.removeAll(this.checked);
		check(fresh);
		this.checked.addAll(fresh);
	}

	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
	}

	private void check(Iterable<Dead> dead) {
		this.nodes.forEach((node) -> node.pages().settles());
		for (SessionHttpNode node : this.nodes) {
			this.load.forEach(this.users, (user) -> lives(user, node));
			this.load.forEach(dead, (each) -> {
				SessionAnswer answer = ask(node, each.id(), SessionAnswer::isGone);
				if (!answer.isGone()) {
					this.run.violated("dead is alive", "at " + node + ": " + answer.status() + ", " + each.why());
				}
			});
		}
		this.load.forEach(this.users, this::livesInRedis);
		this.load.forEach(dead, (each) -> {
			if (this.stock.findById(each.id()) != null) {
				this.run.violated("dead is in Redis", each.why());
			}
		});
	}

	/** Asks again if the node, on a busy machine, is not settled any more. */
	private static SessionAnswer ask(SessionHttpNode node, String id, Predicate<SessionAnswer> isGood) {
		for (int i = 0; i < 10; i++) {
			int changes = node.changes();
			boolean settled = node.isAvailable();
			SessionAnswer answer = node.pages().get(id);
			if (isGood.test(answer) || settled && node.isAvailable() && node.changes() == changes) {
				return answer;
			}
			node.pages().settles();
		}
		throw new IllegalStateException(node + " does not settle");
	}

	private void lives(SessionUser user, SessionHttpNode node) {
		if (user.id().isEmpty()) {
			return;
		}
		SessionAnswer answer = ask(node, user.id(),
				(each) -> each.isAlive() && each.attributes().equals(user.attributes()));
		if (!answer.isAlive()) {
			this.run.violated("session lost", "at " + node + ": " + answer.status() + ", " + user);
		}
		else if (!answer.attributes().equals(user.attributes())) {
			this.run.violated("change lost",
					"at " + node + ": " + answer.attributes() + " instead of " + user.attributes() + ", " + user);
		}
	}

	private void livesInRedis(SessionUser user) {
		if (user.id().isEmpty()) {
			return;
		}
		// What only the database knew is put back behind everything else.
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.atMost(Duration.ofSeconds(5))
				.until(() -> user.attributes().equals(inRedis(user.id())));
		}
		catch (ConditionTimeoutException ex) {
			this.run.violated("not in Redis", inRedis(user.id()) + " instead of " + user.attributes() + ", " + user);
		}
	}

	private Map<String, String> inRedis(String id) {
		Session session = this.stock.findById(id);
		if (session == null) {
			return Map.of("no", "session");
		}
		Map<String, String> attributes = new TreeMap<>();
		session.getAttributeNames().forEach((name) -> {
			Object value = session.getAttribute(name);
			if (value != null) {
				attributes.put(name, String.valueOf(value));
			}
		});
		return attributes;
	}

	@Override
	public void close() {
		this.load.close();
		this.connections.destroy();
	}

}
