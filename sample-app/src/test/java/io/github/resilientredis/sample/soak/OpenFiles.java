/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process has open, as Linux tells it. Connections are told apart by their ports.
 *
 * @param files descriptors that are no connections of clients over HTTP: how many of
 * those are open is for the clients to say
 * @param connectionsTo open connections by the port of the other side
 * @param names the names of the descriptors and how many have each
 */
record OpenFiles(int files, Map<Integer, Integer> connectionsTo, Map<String, Integer> names) {

	private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

	static OpenFiles of(SoakNode node) {
		Path process = Path.of("/proc", String.valueOf(node.pid()));
		Map<String, Connection> connections = connections(process);
		Map<Integer, Integer> to = new TreeMap<>();
		Map<String, Integer> names = new TreeMap<>();
		int files = 0;
		for (String name : descriptors(process.resolve("fd"))) {
			Matcher socket = SOCKET.matcher(name);
			Connection connection = socket.matches() ? connections.get(socket.group(1)) : null;
			if (connection != null && connection.isOfClientOf(node.port())) {
				continue;
			}
			files++;
			names.merge((connection != null) ? "connection" : name.replaceAll("\\d+", "N"), 1, Integer::sum);
			if (connection != null && connection.remote > 0) {
				to.merge(connection.remote, 1, Integer::sum);
			}
		}
		return new OpenFiles(files, to, names);
	}

	private static List<String> descriptors(Path directory) {
		try (Stream<Path> all = Files.list(directory)) {
			return all.map(OpenFiles::target).filter((name) -> !name.isEmpty()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Empty if it was closed meanwhile. */
	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static Map<String, Connection> connections(Path process) {
		Map<String, Connection> connections = new HashMap<>();
		for (String table : List.of("net/tcp", "net/tcp6")) {
			try (Stream<String> lines = Files.lines(process.resolve(table))) {
				lines.skip(1)
					.map((line) -> line.trim().split("\\s+"))
					.forEach((fields) -> connections.put(fields[9], new Connection(port(fields[1]), port(fields[2]))));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return connections;
	}

	private static int port(String address) {
		return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
	}

	private record Connection(int local, int remote) {

		boolean isOfClientOf(int port) {
			return this.local == port && this.remote != 0;
		}

	}

}
