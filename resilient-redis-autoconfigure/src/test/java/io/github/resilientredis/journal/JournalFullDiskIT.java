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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A disk that is really full, where this user may mount one. {@link JournalDiskTests}
 * plays the same everywhere.
 */
class JournalFullDiskIT {

	@TempDir
	private Path directory;

	@BeforeEach
	void mount() throws Exception {
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", this.directory.toString()))
			.as("a file system can be mounted")
			.isZero();
	}

	@AfterEach
	void unmount() throws Exception {
		run("umount", this.directory.toString());
	}

	@Test
	void whenTheDiskIsFullThenNoRecordFailsAndAllAreInTheFileOnceItIsFreed() throws Exception {
		Path filler = Files.write(this.directory.resolve("filler"), new byte[300 * 1024]);
		int count = 0;
		try (JournalStore store = open()) {
			while (store.status().storage() == JournalStatus.Storage.FILE) {
				assertThat(append(store, count++)).isNotNull();
				assertThat(count).isLessThan(10_000);
			}
			assertThat(store.status().problem()).isEqualTo("No space left on device");
			assertThat(append(store, count++)).isEqualTo(Durability.MEMORY);
			Files.delete(filler);
			Awaitility.await()
				.atMost(Duration.ofSeconds(8))
				.until(() -> store.status().storage() == JournalStatus.Storage.FILE);
			assertThat(append(store, count++)).isEqualTo(Durability.FORCED);
		}
		try (JournalStore store = open()) {
			assertThat(store.status().records()).isEqualTo(count);
			assertThat(store.status().damagedBytes()).isZero();
		}
	}

	private static Durability append(JournalStore store, int number) {
		return store.append(StoreContract.FORCED, StoreContract.bytes("k" + number), new byte[500]).join();
	}

	private JournalStore open() {
		return JournalStores.open(new JournalSettings(this.directory, 1 << 20, ForceMode.GROUPED), StoreContract.CLOCK);
	}

	private static int run(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			// There is no such command here.
			return -1;
		}
	}

}
