/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code kill -9} of a JVM that is writing.
 */
class JournalKillIT {

	private static final int KILLS = Boolean.getBoolean("resilient-redis.tests.long") ? 50 : 3;

	/** What the disk and a busy machine may add to the documented delay. */
	private static final Duration SLACK = Duration.ofMillis(500);

	@TempDir
	private Path directory;

	@Test
	void afterAKillEveryForcedRecordIsThereAndOthersButForTheLastMoment() throws Exception {
		Random random = new Random();
		for (int i = 0; i < KILLS; i++) {
			killOnce(this.directory.resolve("journal-" + i), i % 2 == 1, 200 + random.nextInt(800));
		}
	}

	private void killOnce(Path journal, boolean groupedOnly, int millis) throws Exception {
		Process jvm = (groupedOnly) ? start(journal, "grouped") : start(journal);
		CompletableFuture<List<String>> output = CompletableFuture.supplyAsync(() -> lines(jvm));
		long killed;
		try {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(journal.resolve("journal.log")));
			Awaitility.await().pollDelay(Duration.ofMillis(millis)).atMost(Duration.ofSeconds(20)).until(() -> true);
		}
		finally {
			killed = System.currentTimeMillis();
			// The process itself would close its output with what is still unread.
			jvm.toHandle().destroyForcibly();
		}
		assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
		List<String> acknowledged = output.get(10, TimeUnit.SECONDS);
		assertThat(acknowledged).hasSizeGreaterThan(100);
		try (JournalStore store = JournalStores.open(new JournalSettings(journal, 64L << 20, ForceMode.GROUPED),
				StoreContract.CLOCK)) {
			assertThat(store.status().damagedBytes()).isZero();
			check(acknowledged, stored(store), killed, millis);
		}
	}

	private static void check(List<String> acknowledged, Set<String> stored, long killed, int millis) {
		long oldestLost = killed;
		int forced = 0;
		int lost = 0;
		Map<String, Integer> last = new HashMap<>();
		for (String line : acknowledged) {
			String[] words = line.split(" ");
			String key = words[0];
			last.merge(key.substring(0, 2), Integer.parseInt(key.substring(3)), Math::max);
			if (key.startsWith("f")) {
				assertThat(words[1]).as(line).isEqualTo("FORCED");
				assertThat(stored).as("acknowledged as forced").contains(key);
				forced++;
			}
			else if (!stored.contains(key)) {
				lost++;
				oldestLost = Math.min(oldestLost, Long.parseLong(words[2]));
			}
		}
		LoggerFactory.getLogger("figures")
			.warn("killed after {} ms: {} forced records all there, {} of {} grouped ones lost, of the last {} ms",
					millis, forced, lost, acknowledged.size() - forced, killed - oldestLost);
		assertThat(Duration.ofMillis(killed - oldestLost)).isLessThan(WriteQueue.GROUP_DELAY.plus(SLACK));
		assertThat(stored).allSatisfy((key) -> assertThat(Integer.parseInt(key.substring(3)))
			.isLessThanOrEqualTo(last.getOrDefault(key.substring(0, 2), -1) + 1));
	}

	private static Set<String> stored(JournalStore store) {
		List<JournalEntry> entries = store.take(List.of(StoreContract.FORCED, StoreContract.QUEUE), Integer.MAX_VALUE);
		assertThat(entries).allSatisfy((entry) -> assertThat(StoreContract.text(entry.record().payload()))
			.isEqualTo("payload of " + StoreContract.text(entry.record().key())));
		return entries.stream().map((entry) -> StoreContract.text(entry.record().key())).collect(Collectors.toSet());
	}

	@Test
	void whenAnotherProcessWantsTheDirectoryThenItIsRefusedEvenAfterARefusalInThisOne() throws Exception {
		JournalSettings settings = new JournalSettings(this.directory, 64L << 20, ForceMode.GROUPED);
		try (JournalStore store = JournalStores.open(settings, StoreContract.CLOCK)) {
			assertThatExceptionOfType(JournalDirectoryInUseException.class)
				.isThrownBy(() -> JournalStores.open(settings, StoreContract.CLOCK));
			Process jvm = start(this.directory);
			try {
				assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).as("it ended").isTrue();
				assertThat(lines(jvm)).contains(JournalWritingJvm.IN_USE);
			}
			finally {
				jvm.destroyForcibly();
			}
			assertThat(store.status().storage()).isEqualTo(JournalStatus.Storage.FILE);
		}
	}

	private static Process start(Path journal, String... more) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), JournalWritingJvm.class.getName(), journal.toString()));
		command.addAll(List.of(more));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

	/** Whole lines: the last one may be cut by the kill. */
	private static List<String> lines(Process jvm) {
		List<String> lines = new ArrayList<>();
		try (BufferedReader reader = jvm.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.add(line);
			}
		}
		catch (IOException ex) {
			// The pipe ended with the process.
			lines.add(JournalWritingJvm.IN_USE + " " + ex.getMessage());
		}
		lines.removeIf(
				(line) -> !line.matches("[fg][01]-[0-9]+ [A-Z]+ [0-9]{13}") && !line.equals(JournalWritingJvm.IN_USE));
		return lines;
	}

}
