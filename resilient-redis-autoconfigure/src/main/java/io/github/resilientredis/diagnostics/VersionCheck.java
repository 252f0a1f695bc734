/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whether the server is one of those that are tested.
 */
final class VersionCheck extends NodeCheck {

	/** Valkey, which begins with 7.2, is never too old. */
	private static final Pattern VERSION = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

	VersionCheck() {
		super(FindingKind.OLD_SERVER);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		NodeFacts.Server server = node.server();
		Matcher version = VERSION.matcher((server != null) ? server.version() : "");
		if (!version.find()) {
			return null;
		}
		int number = Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2));
		return (number < 602) ? node.address() + " runs Redis " + version.group() + "." : null;
	}

}
