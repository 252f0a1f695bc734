/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.sample.mail.MailServer;
import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A packaged application, its Redis, and its visitors. For one thread.
 */
final class Scene implements AutoCloseable {

	private static final String PASSWORD = "a password";

	private static final String DATABASE = "2";

	private final RedisState state;

	private final RedisServer redis = RedisServer.builder().password(PASSWORD).prepare();

	private final List<Visitor> visitors = new ArrayList<>();

	private final MailServer mail = MailServer.start();

	private final PackagedSample sample;

	private final Visitor early;

	private Scene(RedisState state) {
		this.state = state;
		if (state != RedisState.ABSENT_AT_START) {
			this.redis.startUp();
		}
		this.sample = PackagedSample.on(this.redis, Map.of("REDIS_PASSWORD", PASSWORD, "REDIS_DB", DATABASE,
				"MAIL_HOST", this.mail.host(), "MAIL_PORT", String.valueOf(this.mail.port())));
		this.early = new Visitor(this.sample.port(), "early");
	}

	/**
	 * Start the application, let somebody in, and let the state begin.
	 * @param state what Redis is to do
	 * @return the scene
	 */
	static Scene of(RedisState state) {
		Scene scene = new Scene(state);
		try {
			scene.begin();
			return scene;
		}
		catch (RuntimeException | Error ex) {
			scene.close();
			throw ex;
		}
	}

	private void begin() {
		if (this.state != RedisState.ABSENT_AT_START) {
			awaitAvailable();
		}
		this.early.arrived();
		assertThat(this.early.saveChat("before", 8).status()).isEqualTo(200);
		this.visitors.add(this.early.impatient());
		this.state.begin(this.redis);
	}

	RedisState state() {
		return this.state;
	}

	/** Who was there before the state began, unless it was there from the start. */
	Visitor early() {
		return this.early;
	}

	/** Somebody new, to whom the promises are made. */
	Visitor visitor(String name) {
		Visitor visitor = new Visitor(this.sample.port(), name).impatient();
		this.visitors.add(visitor);
		return visitor;
	}

	/** The visitor of this name who was here last. */
	Visitor returning(String name) {
		return this.visitors.stream()
			.filter((visitor) -> visitor.name().equals(name))
			.reduce((earlier, later) -> later)
			.orElseThrow();
	}

	String log() {
		return this.sample.log();
	}

	/** The code in the first letter to a visitor. */
	String code(Visitor visitor) {
		return this.mail.codes(visitor.name() + "@example.com", 1).get(0);
	}

	/** In the application's database, not in that of the test kit. */
	@Nullable Object redis(String... command) {
		this.redis.command("SELECT", DATABASE);
		return this.redis.command(command);
	}

	void assertBites() {
		this.state.assertBites(this.redis);
	}

	/** Ends the state. */
	void heal() {
		this.state.end(this.redis);
		awaitAvailable();
	}

	private void awaitAvailable() {
		Visitor anybody = new Visitor(this.sample.port(), "anybody");
		Awaitility.await("the way back to Redis")
			.atMost(Duration.ofSeconds(15))
			.until(() -> anybody.redisState(), "AVAILABLE"::equals);
	}

	int calls() {
		return this.visitors.stream().mapToInt(Visitor::calls).sum();
	}

	Duration slowest() {
		return this.visitors.stream().map(Visitor::slowest).max(Duration::compareTo).orElseThrow();
	}

	@Override
	public void close() {
		this.sample.close();
		this.redis.close();
		this.mail.close();
	}

}
