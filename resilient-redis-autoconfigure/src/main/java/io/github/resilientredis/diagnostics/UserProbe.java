/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Asks as whom the server knows us, and what this user may do. Tries no dangerous command
 * to find out.
 */
final class UserProbe {

	private UserProbe() {
	}

	static Facts.@Nullable UserFacts ask(Node node, Unanswered unanswered) {
		Answer name = node.ask("ACL", "WHOAMI");
		if (unanswered.note("ACL WHOAMI", name)) {
			return null;
		}
		Answer user = node.ask(Question.of("ACL", "GETUSER").add(name.text()));
		if (unanswered.note("ACL GETUSER", user)) {
			return new Facts.UserFacts(name.text(), false, null);
		}
		boolean open = hasNoPassword(user) || !name.text().equals("default") && isDefaultOpen(node);
		return new Facts.UserFacts(name.text(), open,
				DangerousCommand.allowedBy(Answer.text(user.map().get("commands"))));
	}

	private static boolean isDefaultOpen(Node node) {
		return hasNoPassword(node.ask("ACL", "GETUSER", "default"));
	}

	private static boolean hasNoPassword(Answer user) {
		Map<String, @Nullable Object> properties = user.map();
		List<String> flags = flags(properties.get("flags"));
		return flags.contains("nopass") && flags.contains("on");
	}

	/** A list, or from Redis 7 on with the newer protocol a set. */
	private static List<String> flags(@Nullable Object flags) {
		if (flags instanceof Iterable<?> several) {
			List<String> names = new ArrayList<>();
			several.forEach((flag) -> names.add(Answer.text(flag)));
			return names;
		}
		return List.of();
	}

}
