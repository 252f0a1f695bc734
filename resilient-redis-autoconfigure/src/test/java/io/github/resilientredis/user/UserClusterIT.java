/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.testkit.TwoMasters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserClusterIT {

	/** More than enough for both masters to have some of each. */
	private static final int USERS = 40;

	@Test
	void usersOfAllMastersAreRegisteredChangedFoundAndDeletedAlsoDuringAnOutage() {
		try (TwoMasters cluster = TwoMasters.start();
				UserNode one = UserNode.start(cluster);
				UserNode two = UserNode.start(cluster)) {
			List<UserProfile> users = new ArrayList<>();
			for (int i = 0; i < USERS; i++) {
				users.add(one.register("up" + i));
			}
			one.guard.forceOpen();
			one.reaches(GuardState.FORCED_OPEN);
			for (int i = 0; i < USERS; i++) {
				users.add(one.register("down" + i));
				one.users.updatePlan(users.get(i).id(), "plus");
				one.users.changeEmail(users.get(i).id(), "moved" + i + "@example.org");
			}
			one.users.delete(users.get(0).id());
			// The fault bites.
			assertThat(two.users.getByEmail(UserNode.email("down0"))).isEmpty();
			one.guard.release();
			one.settles();
			check(one, users);
			check(two, users);
			assertThat(cluster.masters()).allSatisfy(
					(master) -> assertThat(UserNodesIT.keys(master, "user:*:profile")).hasSizeGreaterThan(USERS / 4));
		}
	}

	private static void check(UserNode node, List<UserProfile> users) {
		assertThat(node.users.getProfile(users.get(0).id())).isEmpty();
		for (int i = 1; i < USERS; i++) {
			UserProfile moved = node.users.getByEmail("moved" + i + "@example.org").orElseThrow();
			assertThat(moved.plan()).isEqualTo("plus");
			assertThat(node.users.getByHandle("name", "up" + i)).contains(moved);
			assertThat(node.users.getByEmail(UserNode.email("up" + i))).isEmpty();
			assertThat(node.users.getByEmail(UserNode.email("down" + i))).isPresent();
		}
		assertThat(node.all(10)).extracting(UserProfile::id)
			.containsOnlyOnceElementsOf(users.subList(1, users.size()).stream().map(UserProfile::id).toList())
			.hasSize(2 * USERS - 1);
		assertThat(node.users.conflicts()).isEmpty();
	}

}
