/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterSetIT {

	@Test
	void whenAMasterIsLostThenItsReplicaTakesOverAndItComesBackAsAReplica() {
		try (ClusterSet cluster = ClusterSet.start()) {
			RedisServer lost = cluster.masters().get(1);
			String key = cluster.keyOn(lost, "key:");
			assertThat(cluster.masterOf(key)).isSameAs(lost);
			lost.command("SET", key, "value");
			lost.command("WAIT", "1", "1000");
			assertThat(cluster.isTakenOver(lost)).isFalse();
			lost.kill();
			cluster.awaitTakeOver(lost);
			assertThat(cluster.replicaOf(lost).command("GET", key)).isEqualTo("value");
			lost.startUp();
			Awaitility.await().until(() -> lost.role().equals("slave"));
			cluster.awaitWhole();
		}
	}

	@Test
	void whenAMasterHangsThenItsReplicaTakesOverAndTheOthersServeTheirKeysAllTheTime() {
		try (ClusterSet cluster = ClusterSet.builder().nodeTimeout(Duration.ofMillis(600)).start()) {
			RedisServer hung = cluster.masters().get(0);
			hung.hang();
			Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
				cluster.masters().stream().skip(1).forEach((other) -> touch(cluster, other));
				return cluster.isTakenOver(hung);
			});
			hung.resume();
			Awaitility.await().until(() -> hung.role().equals("slave"));
		}
	}

	private static void touch(ClusterSet cluster, RedisServer master) {
		assertThat(master.command("SET", cluster.keyOn(master, "touch:"), "x")).isEqualTo("OK");
	}

}
