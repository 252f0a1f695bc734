/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails the build when a server, proxy or client of the kit is still open after the last
 * test of the JVM.
 */
public final class LeakListener implements LauncherSessionListener {

	@Override
	public void launcherSessionClosed(LauncherSession session) {
		List<LeakGuard.Leak> leaks = LeakGuard.closeAll();
		if (!leaks.isEmpty()) {
			String names = leaks.stream().map(LeakGuard.Leak::what).collect(Collectors.joining(", "));
			AssertionError error = new AssertionError("Left open by a test: " + names);
			leaks.forEach((leak) -> error.addSuppressed(leak.origin()));
			throw error;
		}
	}

}
