/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.resilientredis.testkit.RedisServer;

/**
 * The user {@code app} of the operations kit, which may do what
 * {@code docs/operations.md} lists and nothing else.
 */
final class PublishedUser {

	static final String NAME = "app";

	static final String PASSWORD = "s3cret";

	private static final Path FILE = Path.of("..", "sample-app", "ops", "redis", "users.acl");

	private static final Pattern RULES = Pattern.compile("^user " + NAME + " on \\S+ (.*)$", Pattern.MULTILINE);

	private static final Path PAGE = Path.of("..", "docs", "operations.md");

	private static final String IN_CLUSTER = "In a Cluster the user also needs";

	private PublishedUser() {
	}

	/** Creates the user, and forgets what the server has refused so far. */
	static void createOn(RedisServer server) {
		server.command(Stream.concat(Stream.of("ACL", "SETUSER", NAME, "reset", "on", ">" + PASSWORD), rules().stream())
			.toArray(String[]::new));
		server.command("ACL", "LOG", "RESET");
	}

	/** Lets the user do what the page adds for a node of a Cluster. */
	static void completeOn(RedisServer clusterNode) {
		String[] command = Stream.concat(Stream.of("ACL", "SETUSER", NAME), inCluster()).toArray(String[]::new);
		clusterNode.command(command);
	}

	private static Stream<String> inCluster() {
		try {
			String sentence = Files.readAllLines(PAGE)
				.stream()
				.filter((line) -> line.startsWith(IN_CLUSTER))
				.findFirst()
				.orElseThrow();
			return Pattern.compile("`([^`]+)`").matcher(sentence).results().map((match) -> "+" + match.group(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> rules() {
		try {
			Matcher matcher = RULES.matcher(Files.readString(FILE).replaceAll("\\\\\\s+", ""));
			if (!matcher.find()) {
				throw new IllegalStateException(FILE + " has no user " + NAME);
			}
			return Arrays.asList(matcher.group(1).strip().split(" +"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
