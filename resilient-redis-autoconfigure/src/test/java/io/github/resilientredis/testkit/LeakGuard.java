/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows every server, proxy and client that a test opened and has not closed.
 * <p>
 * Shared state: the open resources, added and removed by whichever thread opens and
 * closes them, under the map's own locks. It is static because "all tests of this JVM" is
 * what it speaks about.
 */
final class LeakGuard {

	private static final Map<AutoCloseable, Throwable> OPEN = new ConcurrentHashMap<>();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(LeakGuard::closeAll, "test-kit-leftovers"));
	}

	private LeakGuard() {
	}

	static void opened(AutoCloseable resource) {
		OPEN.put(resource, new Throwable("opened here, by thread " + Thread.currentThread().getName()));
	}

	/** Returns whether the resource was open until now, so that closing is done once. */
	static boolean closed(AutoCloseable resource) {
		return OPEN.remove(resource) != null;
	}

	/** Closes what is still open and says what it was. */
	static List<Leak> closeAll() {
		List<Leak> leaks = new ArrayList<>();
		OPEN.forEach((resource, origin) -> {
			leaks.add(new Leak(resource + " opened in " + opener(origin), origin));
			try {
				resource.close();
			}
			catch (Exception ex) {
				origin.addSuppressed(ex);
			}
		});
		return leaks;
	}

	/** Finds the first caller outside the kit; the kit's own tests count as outside. */
	private static String opener(Throwable origin) {
		return Arrays.stream(origin.getStackTrace())
			.filter((frame) -> !isKit(frame.getClassName()))
			.findFirst()
			.map(StackTraceElement::toString)
			.orElse("the kit");
	}

	private static boolean isKit(String name) {
		return name.startsWith(LeakGuard.class.getPackageName() + ".") && !name.matches(".*(Tests|IT)(\\$.*)?");
	}

	/**
	 * Something left open.
	 *
	 * @param what its name, and the line that opened it
	 * @param origin the whole stack of that moment
	 */
	record Leak(String what, Throwable origin) {

	}

}
