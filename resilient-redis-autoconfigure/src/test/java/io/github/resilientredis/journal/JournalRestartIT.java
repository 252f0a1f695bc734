/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.resilientredis.testkit.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} of an application while Redis is away: the next one on the same
 * directory brings to Redis what was acknowledged.
 */
class JournalRestartIT {

	private static final int KILLS = Boolean.getBoolean("resilient-redis.tests.long") ? 50 : 3;

	/** What the disk and a busy machine may add to the documented delay. */
	private static final Duration SLACK = Duration.ofMillis(500);

	@TempDir
	private Path directory;

	@Test
	void whatAKilledApplicationAcknowledgedIsInRedisAfterTheNextStart() throws Exception {
		Random random = new Random();
		for (int i = 0; i < KILLS; i++) {
			try (RedisServer server = RedisServer.builder().prepare()) {
				killAndRestart(this.directory.resolve("journal-" + i), server, 300 + random.nextInt(600));
			}
		}
	}

	private static void killAndRestart(Path journal, RedisServer server, int millis) throws Exception {
		Path output = journal.resolveSibling(journal.getFileName() + ".out");
		Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), DurableWritingJvm.class.getName(), journal.toString(),
				server.host(), String.valueOf(server.port()))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.redirectOutput(output.toFile())
			.start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> lines(output).stream().anyMatch((line) -> line.startsWith("g 50 ")));
		Awaitility.await().pollDelay(Duration.ofMillis(millis)).atMost(Duration.ofSeconds(20)).until(() -> true);
		long killed = System.currentTimeMillis();
		jvm.destroyForcibly();
		assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
		List<String> lines = lines(output);
		server.startUp();
		assertThat(server.command("DBSIZE")).isEqualTo(0L);
		try (JournalNode next = JournalNode.restarted(server, DurableWritingJvm.settings(journal), new NumberedWrites(),
				new Logouts())) {
			assertThat(next.journal.status().damagedBytes()).isZero();
			next.settles();
			check(lines, server, killed);
		}
	}

	private static void check(List<String> lines, RedisServer server, long killed) {
		long oldestLost = killed;
		int forced = 0;
		int grouped = 0;
		int lost = 0;
		for (String line : lines) {
			String[] words = line.split(" ");
			if (words[0].equals("f")) {
				assertThat(words[2]).as(line).isEqualTo("FORCED");
				assertThat(server.command("EXISTS", "ended:" + words[1])).as("logout " + line).isEqualTo(1L);
				forced++;
			}
			else {
				assertThat(words[2]).as(line).isEqualTo("JOURNALLED");
				grouped++;
				if (server.command("ZSCORE", "set:k", words[1]) == null) {
					lost++;
					oldestLost = Math.min(oldestLost, Long.parseLong(words[3]));
				}
			}
		}
		LoggerFactory.getLogger("figures")
			.warn("{} forced writes all in Redis, {} of {} others lost, of the last {} ms", forced, lost, grouped,
					killed - oldestLost);
		assertThat(forced).isGreaterThan(5);
		assertThat(grouped).isGreaterThan(50);
		assertThat(Duration.ofMillis(killed - oldestLost)).isLessThan(WriteQueue.GROUP_DELAY.plus(SLACK));
		List<String> log = JournalNode.list(server, "log:k");
		assertThat(log).as("in order, each once").isEqualTo(range(log.size()));
		assertThat(server.command("GET", "last:k")).isEqualTo(String.valueOf(log.size() - 1));
	}

	private static List<String> range(int size) {
		return IntStream.range(0, size).mapToObj(String::valueOf).toList();
	}

	/** Whole lines: the last one may be cut by the kill. */
	private static List<String> lines(Path output) throws IOException {
		return Files.readAllLines(output)
			.stream()
			.filter((line) -> line.matches("[fg] [0-9]+ [A-Z]+ [0-9]{13}"))
			.toList();
	}

	private static final class Logouts implements ReplayHandler {

		@Override
		public JournalFeature feature() {
			return DurableWritingJvm.LOGOUTS;
		}

		@Override
		public CompletableFuture<?> replay(ReplayTarget redis, JournalRecord record, RedisData data) {
			return redis.send((commands) -> commands.set(record.key(), JournalNode.bytes("1")));
		}

	}

}
