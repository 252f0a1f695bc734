/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentinelSetIT {

	@Test
	void whenTheMasterHangsThenItsReplicaIsMadeMaster() {
		try (SentinelSet set = SentinelSet.start()) {
			assertThat(set.isMaster(set.first())).isTrue();
			set.first().command("SET", "key", "value");
			set.first().command("WAIT", "1", "1000");
			set.first().hang();
			set.awaitMaster(set.second());
			assertThat(set.second().command("GET", "key")).isEqualTo("value");
		}
	}

}
