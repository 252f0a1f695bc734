/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus would get: the values that each label of each metric has.
 */
final class Scrape {

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)(=~|!~|!=|=)\"([^\"]*)\"");

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(by|on|ignoring|without|group_left|group_right)\\s*(\\([^)]*\\))?");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

	/** Added by Prometheus itself. */
	private static final Set<String> TARGET = Set.of("job", "instance");

	private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();

	private final Map<String, Double> values = new HashMap<>();

	Scrape(String text) {
		text.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			int end = line.lastIndexOf(' ');
			this.values.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
			Map<String, Set<String>> labels = this.metrics.computeIfAbsent(line.split("[{ ]", 2)[0],
					(name) -> new HashMap<>());
			Matcher matcher = LABEL.matcher(line);
			while (matcher.find()) {
				labels.computeIfAbsent(matcher.group(1), (name) -> new HashSet<>()).add(matcher.group(3));
			}
		});
	}

	double value(String series) {
		return this.values.getOrDefault(series, Double.NaN);
	}

	Set<String> names() {
		return this.metrics.keySet();
	}

	/** What a query asks for and no answer has. */
	Set<String> missing(String query) {
		Set<String> missing = new HashSet<>();
		for (String selector : selectors(query)) {
			Matcher matcher = SELECTOR.matcher(selector);
			if (!matcher.matches() || !this.metrics.containsKey(matcher.group(1))) {
				missing.add(selector);
				continue;
			}
			Map<String, Set<String>> labels = this.metrics.get(matcher.group(1));
			Matcher label = LABEL.matcher((matcher.group(2) != null) ? matcher.group(2) : "");
			while (label.find()) {
				Set<String> known = labels.getOrDefault(label.group(1), Set.of());
				boolean variable = label.group(3).contains("$");
				if (!TARGET.contains(label.group(1)) && !variable && !known.contains(label.group(3))) {
					missing.add(label.group());
				}
			}
		}
		return missing;
	}

	/** Labels by which a query groups and that none of its metrics has. */
	Set<String> unknownGroups(String query) {
		Set<String> known = new HashSet<>(TARGET);
		for (String selector : selectors(query)) {
			known.addAll(this.metrics.getOrDefault(selector.split("\\{")[0].trim(), Map.of()).keySet());
		}
		Set<String> unknown = new HashSet<>();
		Matcher matcher = GROUPING.matcher(query);
		while (matcher.find()) {
			if (matcher.group(2) != null) {
				Arrays.stream(matcher.group(2).replaceAll("[()\\s]", "").split(","))
					.filter((name) -> !name.isEmpty() && !known.contains(name))
					.forEach(unknown::add);
			}
		}
		return unknown;
	}

	static Set<String> selectors(String query) {
		String bare = GROUPING.matcher(query).replaceAll(" ").replaceAll("\\[[^]]*]", " ");
		Set<String> selectors = new HashSet<>();
		Matcher matcher = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*}|\\()?").matcher(bare);
		while (matcher.find()) {
			if (!"(".equals(matcher.group(2)) && !WORDS.contains(matcher.group(1))
					&& !matcher.group(1).matches("e\\d+")) {
				selectors.add(matcher.group().trim());
			}
		}
		return selectors;
	}

}
