/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * Chooses the backend once for the JVM: the binary that
 * {@code RESILIENT_REDIS_TEST_SERVER} names, else a container of the image that
 * {@code RESILIENT_REDIS_TEST_IMAGE} names, else the binary in the embedded-redis jar.
 */
final class Backends {

	private Backends() {
	}

	static ServerBackend current() {
		return Holder.BACKEND;
	}

	private static ServerBackend choose() {
		String binary = System.getenv("RESILIENT_REDIS_TEST_SERVER");
		if (isSet(binary)) {
			return new ProcessBackend(Path.of(binary).toAbsolutePath());
		}
		String image = System.getenv("RESILIENT_REDIS_TEST_IMAGE");
		if (isSet(image)) {
			return new ContainerBackend(image);
		}
		return new ProcessBackend(embedded());
	}

	private static boolean isSet(@Nullable String variable) {
		return variable != null && !variable.isBlank();
	}

	private static Path embedded() {
		try {
			return ExecutableProvider.newJarResourceProvider().get().toPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot unpack the embedded Redis", ex);
		}
	}

	/** Extracts the binary on first use, once; embedded-redis deletes it at exit. */
	private static final class Holder {

		private static final ServerBackend BACKEND = choose();

	}

}
