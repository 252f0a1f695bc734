/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Silences the log, so that the report stands alone; what goes wrong is in the report.
 */
final class Quiet {

	private Quiet() {
	}

	static void silence(ClassLoader classes) {
		LoggingSystem logging = LoggingSystem.get(classes);
		try {
			logging.getLoggerConfigurations()
				.stream()
				.filter((logger) -> logger.getConfiguredLevel() != null)
				.forEach((logger) -> logging.setLogLevel(logger.getName(), LogLevel.OFF));
			logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
		}
		catch (UnsupportedOperationException ex) {
			// A logging system that cannot be asked goes on logging.
			return;
		}
	}

}
