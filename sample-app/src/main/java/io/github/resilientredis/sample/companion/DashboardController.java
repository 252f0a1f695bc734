/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.account.CurrentUser;
import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a user sees first.
 */
@RestController
class DashboardController {

	private final Companion companion;

	private final Profiles profiles;

	DashboardController(Companion companion, Profiles profiles) {
		this.companion = companion;
		this.profiles = profiles;
	}

	@GetMapping({ "/api/dashboard", "/api/dashboard/" })
	Dashboard dashboard(@Valid UserQuery query, CurrentUser current) {
		Companion.Known known = this.companion.history(query.ownedBy(current));
		Profile profile = this.profiles.of(current);
		return new Dashboard(profile, Statistics.of(known.history(), profile.plan()), known.redisHealthy());
	}

	/**
	 * The dashboard.
	 *
	 * @param profile the user
	 * @param statistics what their chats say; those of somebody new if Redis is away and
	 * this node has seen none
	 * @param redisHealthy whether Redis has answered and takes writes
	 */
	record Dashboard(Profile profile, Statistics statistics, boolean redisHealthy) {

	}

}
