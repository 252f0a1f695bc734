/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.guard.GuardState;
import jdk.jfr.Recording;
import org.awaitility.Awaitility;

/**
 * The main class of a JVM with {@link ClientApplication} and virtual threads that use it,
 * while Flight Recorder looks for those that are pinned to their carriers.
 */
final class VirtualThreadsJvm {

	/** A thread is pinned on purpose so that the recording has something to show. */
	static final String CONTROL = "control";

	static final Duration CONTROL_PINNED = Duration.ofMillis(300);

	private VirtualThreadsJvm() {
	}

	/**
	 * Starts the application and does what it is told.
	 * @param arguments host and port of Redis, the number of threads, and the file for
	 * the recording
	 */
	public static void main(String[] arguments) throws Exception {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Recording recording = new Recording()) {
			recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20)).withStackTrace();
			recording.start();
			try (ClientNode node = ClientNode.connected(arguments[0], Integer.parseInt(arguments[1]),
					"spring.threads.virtual.enabled=true");
					VirtualThreads threads = new VirtualThreads(node.context())) {
				ChildJvm.answer("ready " + Runtime.version().feature());
				threads.begin(Integer.parseInt(arguments[2]));
				String line = ChildJvm.nextLine(in);
				while (!line.equals("end")) {
					ChildJvm.answer(obey(line.split(" "), node, threads));
					line = ChildJvm.nextLine(in);
				}
				threads.run(CONTROL, Pinning::begin);
			}
			recording.stop();
			recording.dump(Path.of(arguments[3]));
		}
		ChildJvm.answer("recorded");
		Runtime.getRuntime().halt(0);
	}

	private static String obey(String[] words, ClientNode node, VirtualThreads threads) {
		if (words[0].equals("next")) {
			return "phase " + threads.next();
		}
		// until <state> <calls in this phase>
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(20))
			.until(() -> node.guard().getState() == GuardState.valueOf(words[1])
					&& threads.calls() >= Long.parseLong(words[2]));
		return "reached";
	}

	/** A virtual thread that waits in a class initializer holds its carrier. */
	private static final class Pinning {

		static {
			long end = System.nanoTime() + CONTROL_PINNED.toNanos();
			for (long left = CONTROL_PINNED.toNanos(); left > 0; left = end - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
		}

		static void begin() {
			// The class is initialized.
		}

	}

}
