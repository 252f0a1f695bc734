/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line. Immutable.
 *
 * @param testConnection whether to open further connections
 * @param showConfig whether to show the configuration
 * @param verbose whether to show everything, log lines among it
 * @param json whether the report is for machines
 * @param problem what is wrong with the arguments, {@code null} if nothing is
 */
record DiagnosisArguments(boolean testConnection, boolean showConfig, boolean verbose, boolean json,
		@Nullable String problem) {

	static final String USAGE = "Usage: java -jar your-application.jar --diagnose-redis [--test-connection]"
			+ " [--show-config] [--verbose] [--format=text|json]";

	private static final String DIAGNOSE = "--diagnose-redis";

	private static final String FORMAT = "--format=";

	private static final List<String> FLAGS = List.of(DIAGNOSE, "--test-connection", "--show-config", "--verbose");

	/** Beginnings by which a misspelled option of ours is told from the application's. */
	private static final List<String> OURS = List.of(DIAGNOSE, "--test-", "--show-", "--verb", "--format");

	/**
	 * Read the arguments.
	 * @param arguments those of the application, which may have its own among them
	 * @return what is asked for; {@code null} if no diagnosis is
	 */
	static @Nullable DiagnosisArguments of(String... arguments) {
		List<String> given = Arrays.asList(arguments);
		if (given.stream().noneMatch((argument) -> argument.startsWith(DIAGNOSE))) {
			return null;
		}
		String format = given.stream()
			.filter((argument) -> argument.startsWith(FORMAT))
			.reduce((first, last) -> last)
			.map((argument) -> argument.substring(FORMAT.length()))
			.orElse("text");
		return new DiagnosisArguments(given.contains("--test-connection"), given.contains("--show-config"),
				given.contains("--verbose"), format.equals("json"), problem(given, format));
	}

	private static @Nullable String problem(List<String> given, String format) {
		if (!format.equals("text") && !format.equals("json")) {
			return "There is no format '" + format + "'.";
		}
		return given.stream()
			.filter((argument) -> OURS.stream().anyMatch(argument::startsWith))
			.filter((argument) -> !FLAGS.contains(argument) && !argument.startsWith(FORMAT))
			.findFirst()
			.map((argument) -> "There is no option '" + argument + "'.")
			.orElse(null);
	}

}
