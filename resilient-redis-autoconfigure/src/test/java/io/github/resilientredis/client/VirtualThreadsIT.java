/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand virtual threads at once, on a Java that has them, while Redis works, hangs
 * and works again: none holds its carrier for long, and none waits longer than promised.
 */
@ExtendWith(RedisKitExtension.class)
class VirtualThreadsIT {

	private static final Log logger = LogFactory.getLog(VirtualThreadsIT.class);

	private static final int THREADS = 1000;

	/** In each phase: two rounds of each thread. */
	private static final int CALLS = 2 * 7 * THREADS;

	private static final Duration STARTS = Duration.ofSeconds(60);

	private static final Duration SOON = Duration.ofSeconds(25);

	/** The budget of a call outside requests, and one timeout: both by default. */
	private static final Duration PROMISED = Duration.ofMillis(1500);

	/**
	 * A thousand threads share the processors of a busy machine; without us it is 60 s.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(2);

	/** Long before callers notice; it has nothing to do with how long Redis hangs. */
	private static final Duration PINNED = Duration.ofMillis(100);

	@Test
	void aThousandVirtualThreadsAreNeitherPinnedNorHeldUpByAHungRedis(RedisServer server, @TempDir Path directory)
			throws Exception {
		Optional<Path> home = JavaHomes.atLeast(21);
		Assumptions.assumeTrue(home.isPresent(),
				"No JDK from 21 on is this one, in JAVA_HOME_25, JAVA_HOME_21 or below /usr/lib/jvm");
		Path recording = directory.resolve("pinned.jfr");
		try (ChildJvm jvm = ChildJvm.start(home.get(), System.getProperty("java.class.path"),
				List.of(VirtualThreadsJvm.class.getName(), server.host(), String.valueOf(server.port()),
						String.valueOf(THREADS), recording.toString()))) {
			logger.warn("on Java " + jvm.hear("ready", STARTS));
			phase(jvm, "healthy", "AVAILABLE", CALLS);
			server.hang();
			try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(100))) {
				unguarded.assertFails();
			}
			phase(jvm, "hung", "UNAVAILABLE", CALLS);
			server.resume();
			phase(jvm, "back", "AVAILABLE", CALLS);
			jvm.tell("end");
			jvm.hear("recorded", SOON);
		}
		assertNotPinned(recording);
	}

	/** Waits for a state and as many calls as threads make in three rounds. */
	private static void phase(ChildJvm jvm, String name, String state, int calls) throws IOException {
		jvm.tell("until " + state + " " + calls);
		jvm.hear("reached", SOON);
		jvm.tell("next");
		String figures = jvm.hear("phase", SOON);
		logger.warn(name + ": threads, calls, slowest in ms, which, failed: " + figures);
		String[] words = figures.split(" ", 6);
		assertThat(words[0]).as("threads").isEqualTo(String.valueOf(THREADS));
		assertThat(Integer.parseInt(words[1])).as("calls").isGreaterThanOrEqualTo(calls);
		assertThat(Duration.ofMillis(Long.parseLong(words[2]))).as("slowest: " + words[3])
			.isLessThan(PROMISED.plus(MARGIN));
		assertThat(words[4]).as("failed calls: " + words[5]).isEqualTo("0");
	}

	private static void assertNotPinned(Path recording) throws IOException {
		List<RecordedEvent> events = RecordingFile.readAllEvents(recording)
			.stream()
			.filter((event) -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
			.toList();
		events.forEach((event) -> logger.warn("pinned: " + event));
		assertThat(events).as("the one pinned on purpose is seen")
			.anyMatch((event) -> isControl(event)
					&& event.getDuration().compareTo(VirtualThreadsJvm.CONTROL_PINNED.minusMillis(10)) > 0);
		assertThat(events).filteredOn((event) -> !isControl(event) && !loadsClass(event))
			.allSatisfy((event) -> assertThat(event.getDuration()).as(event.toString()).isLessThan(PINNED));
	}

	/** The JVM pins a thread that waits for a class which another one is loading. */
	private static boolean loadsClass(RecordedEvent event) {
		return event.getStackTrace() != null && event.getStackTrace()
			.getFrames()
			.stream()
			.anyMatch((frame) -> frame.getMethod().getType().getName().equals("java.lang.ClassLoader"));
	}

	private static boolean isControl(RecordedEvent event) {
		return event.getThread() != null && VirtualThreadsJvm.CONTROL.equals(event.getThread().getJavaName());
	}

}
