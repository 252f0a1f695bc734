/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Whether what is sent can be read on the way.
 */
final class TlsCheck extends NodeCheck {

	TlsCheck() {
		super(FindingKind.NO_TLS);
	}

	@Override
	@Nullable String problem(NodeFacts node, Facts facts) {
		return (facts.target().tls() || node.loopback()) ? null
				: "Connections to " + node.address() + " are not encrypted.";
	}

}
