/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilientredis.journal.Durability;
import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalFeature;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.JournalShare;
import io.github.resilientredis.journal.RecoveringJournal;
import io.github.resilientredis.journal.ReplayPhase;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.util.FileSystemUtils;

/**
 * What leaving a record costs its caller: in memory, with a file, and forced to the disk
 * before the answer, alone and together with others who wait for the same disk.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class JournalBenchmark {

	private static final int KEYS = 100_000;

	private static final JournalFeature GROUPED = new JournalFeature("grouped", ReplayPhase.INVALIDATIONS, true, false,
			JournalShare.UNLIMITED);

	private static final JournalFeature FORCED = new JournalFeature("forced", ReplayPhase.ENDS, true, true,
			JournalShare.UNLIMITED);

	/** Where the journal is. */
	@Param({ "memory", "file" })
	String storage = "memory";

	private final AtomicLong numbers = new AtomicLong();

	private @Nullable Path directory;

	private RecoveringJournal journal = open(null);

	private static RecoveringJournal open(@Nullable Path directory) {
		return RecoveringJournal.open(new JournalSettings(directory, 256L * 1024 * 1024, ForceMode.GROUPED), "bench:",
				Clock.systemUTC());
	}

	/**
	 * Open the file.
	 * @throws IOException if there is no place for it
	 */
	@Setup
	public void open() throws IOException {
		if (this.storage.equals("file")) {
			this.directory = Files.createTempDirectory("journal");
			this.journal.destroy();
			this.journal = open(this.directory);
		}
	}

	/**
	 * Remove the file.
	 * @throws IOException if it stays
	 */
	@TearDown
	public void close() throws IOException {
		this.journal.destroy();
		if (this.directory != null) {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

	/**
	 * A record that is answered at once.
	 * @return where it is
	 */
	@Benchmark
	public Durability append() {
		return append(GROUPED);
	}

	/**
	 * A record that is answered when it is as safe as it gets.
	 * @return where it is
	 */
	@Benchmark
	public Durability appendForced() {
		return append(FORCED);
	}

	/**
	 * The same by eight callers at once.
	 * @return where it is
	 */
	@Benchmark
	@Threads(8)
	public Durability appendForcedByEight() {
		return append(FORCED);
	}

	private Durability append(JournalFeature feature) {
		long number = this.numbers.incrementAndGet();
		byte[] key = ByteBuffer.allocate(8).putLong(number % KEYS).array();
		return this.journal.append(feature, key, ByteBuffer.allocate(8).putLong(number).array()).join();
	}

}
