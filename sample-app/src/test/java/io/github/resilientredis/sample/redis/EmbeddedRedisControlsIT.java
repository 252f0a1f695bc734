/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.resilientredis.sample.redis.RedisCondition.ProcessState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the controls do to a real server, as a client sees it.
 */
class EmbeddedRedisControlsIT {

	private static final RedisCondition FINE = RedisCondition.of(ProcessState.RUNNING);

	private final EmbeddedRedis redis = EmbeddedRedis.start();

	private final EmbeddedRedisControls controls = new EmbeddedRedisControls(this.redis);

	@AfterEach
	void close() throws IOException {
		this.redis.close();
	}

	@Test
	void whenItIsKilledTwiceAndRestartedTwiceThenItComesBackOnceWithItsData() throws IOException {
		assertThat(ask("SET key value")).isEqualTo("+OK");
		assertThat(this.controls.perform(RedisAction.KILL).process()).isEqualTo(ProcessState.STOPPED);
		assertThat(this.controls.perform(RedisAction.KILL).process()).isEqualTo(ProcessState.STOPPED);
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask("PING"));
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		long pid = this.redis.pid();
		assertThat(ask("EXISTS key")).isEqualTo(":1");
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(this.redis.pid()).isEqualTo(pid);
	}

	@Test
	void whenItHangsThenNothingIsAnsweredUntilItContinues() throws IOException {
		this.controls.perform(RedisAction.HANG);
		assertThat(this.controls.perform(RedisAction.HANG).process()).isEqualTo(ProcessState.HUNG);
		try (RedisLine line = new RedisLine(this.redis)) {
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> line.ask("PING"));
		}
		this.controls.perform(RedisAction.CONTINUE);
		assertThat(this.controls.perform(RedisAction.CONTINUE)).isEqualTo(FINE);
		assertThat(ask("PING")).isEqualTo("+PONG");
	}

	@Test
	void whenItIsFilledThenReadsAreServedAndWritesRefused() throws IOException {
		ask("SET key value");
		this.controls.perform(RedisAction.FILL);
		assertThat(this.controls.perform(RedisAction.FILL))
			.isEqualTo(new RedisCondition(ProcessState.RUNNING, true, false));
		assertThat(ask("SET key other")).startsWith("-OOM");
		assertThat(ask("EXISTS key")).isEqualTo(":1");
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(ask("SET key other")).isEqualTo("+OK");
	}

	@Test
	void whenItIsLockedThenWhoWasConnectedIsRefusedToo() throws IOException {
		try (RedisLine line = new RedisLine(this.redis)) {
			assertThat(line.ask("PING")).isEqualTo("+PONG");
			this.controls.perform(RedisAction.LOCK);
			assertThat(this.controls.perform(RedisAction.LOCK).locked()).isTrue();
			assertThat(line.ask("PING")).isEqualTo("null");
		}
		assertThat(ask("PING")).startsWith("-NOAUTH");
		assertThat(this.controls.perform(RedisAction.FILL))
			.isEqualTo(new RedisCondition(ProcessState.RUNNING, true, true));
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(ask("SET key value")).isEqualTo("+OK");
	}

	@Test
	void whenItIsEmptiedThenItRunsWithoutItsDataWhateverItDidBefore() throws IOException {
		for (RedisAction before : RedisAction.values()) {
			this.controls.perform(RedisAction.RESTART);
			ask("SET key value");
			this.controls.perform(before);
			assertThat(this.controls.perform(RedisAction.EMPTY)).as("after %s", before).isEqualTo(FINE);
			assertThat(ask("EXISTS key")).as("after %s", before).isEqualTo(":0");
		}
	}

	@Test
	void whenItCannotBeDoneNowThenItSaysWhatToDoFirst() {
		this.controls.perform(RedisAction.HANG);
		assertRefused(RedisAction.FILL, "Redis is hung. Continue it first.");
		assertRefused(RedisAction.LOCK, "Redis is hung. Continue it first.");
		this.controls.perform(RedisAction.KILL);
		for (RedisAction action : List.of(RedisAction.HANG, RedisAction.CONTINUE, RedisAction.FILL, RedisAction.LOCK)) {
			assertRefused(action, "Redis is not running. Restart it first.");
		}
	}

	@Test
	void whenTheProcessIsBrokenByOthersThenItIsMendedAllTheSame() throws Exception {
		this.redis.process().hang();
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(ask("PING")).isEqualTo("+PONG");
		this.redis.process().kill();
		assertThat(this.controls.condition().process()).isEqualTo(ProcessState.STOPPED);
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(ask("PING")).isEqualTo("+PONG");
	}

	@Test
	void whenManyPressInAnyOrderThenOneRestartMendsIt() throws Exception {
		Random random = new Random(7);
		List<Callable<Boolean>> clicks = random.ints(40, 0, RedisAction.values().length)
			.mapToObj((index) -> RedisAction.values()[index])
			.<Callable<Boolean>>map((action) -> () -> tried(action))
			.toList();
		ExecutorService people = Executors.newFixedThreadPool(4);
		try {
			for (Future<Boolean> click : people.invokeAll(clicks)) {
				assertThat(click.get()).isTrue();
			}
		}
		finally {
			people.shutdownNow();
		}
		assertThat(this.controls.perform(RedisAction.RESTART)).isEqualTo(FINE);
		assertThat(ask("SET key value")).isEqualTo("+OK");
	}

	@Test
	void whenItIsClosedWhileHungThenNeitherProcessNorFilesAreLeft() throws IOException {
		this.controls.perform(RedisAction.HANG);
		long begun = System.nanoTime();
		this.redis.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
		assertThat(ProcessHandle.of(this.redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(this.redis.directory()).doesNotExist();
	}

	/** Impossible is an answer, a failure is none. */
	private boolean tried(RedisAction action) {
		try {
			this.controls.perform(action);
			return true;
		}
		catch (RedisActionException ex) {
			return ex.getStatusCode().value() == 409;
		}
	}

	private void assertRefused(RedisAction action, String detail) {
		assertThatExceptionOfType(RedisActionException.class).isThrownBy(() -> this.controls.perform(action))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(409))
			.satisfies((ex) -> assertThat(ex.getBody().getDetail()).isEqualTo(detail));
	}

	private String ask(String command) throws IOException {
		return RedisLine.ask(this.redis, command);
	}

}
