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
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of a JVM that writes records until it is killed, and says of each when
 * it was acknowledged. With a second argument it writes no forced ones, which would take
 * the others to the disk with them.
 */
final class JournalWritingJvm {

	static final String IN_USE = "in use";

	private JournalWritingJvm() {
	}

	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		try {
			JournalStore store = JournalStores
				.open(new JournalSettings(Path.of(arguments[0]), 64L << 20, ForceMode.GROUPED), Clock.systemUTC());
			for (int i = 0; i < 2; i++) {
				if (arguments.length == 1) {
					start(store, StoreContract.FORCED, "f" + i, 0, out);
				}
				start(store, StoreContract.QUEUE, "g" + i, 200_000, out);
			}
		}
		catch (JournalDirectoryInUseException ex) {
			out.println(IN_USE);
		}
	}

	private static void start(JournalStore store, JournalFeature feature, String name, long pause, PrintStream out) {
		new Thread(() -> {
			for (int i = 0; true; i++) {
				String key = name + "-" + i;
				Durability durability = store
					.append(feature, StoreContract.bytes(key), StoreContract.bytes("payload of " + key))
					.join();
				out.println(key + " " + durability + " " + System.currentTimeMillis());
				LockSupport.parkNanos(pause);
			}
		}, name).start();
	}

}
