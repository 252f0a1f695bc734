/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Commands that no application needs and that do the most harm, each with the ACL
 * categories that Redis has it in.
 */
enum DangerousCommand {

	FLUSHALL("keyspace", "write", "slow"),

	FLUSHDB("keyspace", "write", "slow"),

	KEYS("keyspace", "read", "slow"),

	CONFIG("admin", "slow"),

	DEBUG("admin", "slow"),

	SHUTDOWN("admin", "slow"),

	REPLICAOF("admin", "slow"),

	ACL("admin", "slow"),

	MONITOR("admin", "slow");

	private final Set<String> categories;

	DangerousCommand(String... categories) {
		this.categories = Set.of(categories);
	}

	/** Those that the rules of a user allow. */
	static List<String> allowedBy(String rules) {
		List<String> words = Arrays.stream(rules.strip().toLowerCase(Locale.ROOT).split("\\s+")).toList();
		return Arrays.stream(values()).filter((command) -> command.isAllowedBy(words)).map(Enum::name).toList();
	}

	/**
	 * Rules are applied from left to right; the last that fits decides. A rule for a
	 * subcommand neither allows nor forbids the whole command.
	 */
	private boolean isAllowedBy(List<String> rules) {
		boolean allowed = false;
		for (String rule : rules) {
			if (fits(rule)) {
				allowed = rule.startsWith("+") || rule.equals("allcommands");
			}
		}
		return allowed;
	}

	private boolean fits(String rule) {
		if (rule.equals("allcommands") || rule.equals("nocommands")) {
			return true;
		}
		if (rule.startsWith("+@") || rule.startsWith("-@")) {
			String category = rule.substring(2);
			return category.equals("all") || category.equals("dangerous") || this.categories.contains(category);
		}
		return rule.length() > 1 && rule.substring(1).equals(name().toLowerCase(Locale.ROOT));
	}

}
