/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges what was found out, under one aspect. Has no state.
 */
interface Check {

	/**
	 * Judge.
	 * @param facts what was found out; what is unknown is no finding
	 * @return what is wrong, nothing most of the time
	 */
	List<Finding> examine(Facts facts);

	/** All checks, in the order in which their findings are shown. */
	static List<Check> all() {
		return List.of(new ReachabilityCheck(), new PasswordCheck(), new DangerousCommandsCheck(), new RoundTripCheck(),
				new EvictionCheck(), new PersistenceCheck(), new ReplicationCheck(), new MemoryCheck(),
				new ClientsCheck(), new LatencyCheck(), new ClockCheck(), new VersionCheck(), new TimeToLiveCheck(),
				new TlsCheck(), new SerializationCheck());
	}

	/** What all checks find. */
	static List<Finding> examineAll(Facts facts) {
		List<Finding> findings = new ArrayList<>();
		all().forEach((check) -> findings.addAll(check.examine(facts)));
		return findings;
	}

}
