/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.LettuceRedisGuard;
import io.github.resilientredis.guard.RequestBudgets;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The main class of a JVM that writes to a Redis that is away, logouts and others, until
 * it is killed, and says of each when it was acknowledged.
 */
final class DurableWritingJvm {

	static final JournalFeature LOGOUTS = new JournalFeature("logouts", ReplayPhase.ENDS, true, true,
			JournalShare.RESERVED);

	private DurableWritingJvm() {
	}

	/**
	 * Starts writing.
	 * @param arguments the directory of the journal, and where Redis is going to be
	 */
	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		GuardSettings settings = GuardSettings.defaults();
		RecoveringJournal journal = RecoveringJournal.open(settings(Path.of(arguments[0])), settings.keyPrefix(),
				Clock.systemUTC());
		LettuceRedisGuard guard = new LettuceRedisGuard(
				new LettuceConnectionFactory(arguments[1], Integer.parseInt(arguments[2])), settings,
				new RequestBudgets(settings.requestBudget()), Clock.systemUTC(), journal);
		guard.afterPropertiesSet();
		DurableWrites writes = new JournaledWrites(guard, journal, List.of(new NumberedWrites()));
		write("f", 0, out,
				(number) -> journal.append(LOGOUTS, JournalNode.bytes("ended:" + number), new byte[0]).join().name());
		write("g", 200_000, out,
				(number) -> writes.submit(NumberedWrites.TYPE, JournalNode.bytes("k"), JournalNode.bytes(number))
					.name());
	}

	static JournalSettings settings(Path directory) {
		return new JournalSettings(directory, 64L << 20, ForceMode.GROUPED);
	}

	private static void write(String name, long pause, PrintStream out, Function<String, String> write) {
		new Thread(() -> {
			for (int i = 0; true; i++) {
				out.println(name + " " + i + " " + write.apply(String.valueOf(i)) + " " + System.currentTimeMillis());
				LockSupport.parkNanos(pause);
			}
		}, name).start();
	}

}
