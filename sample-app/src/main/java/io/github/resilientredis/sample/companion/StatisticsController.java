/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import java.util.Objects;

import io.github.resilientredis.sample.account.CurrentUser;
import io.github.resilientredis.sample.notification.Notifications;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a user's chats say, and how to make them say nothing.
 */
@RestController
class StatisticsController {

	private final Companion companion;

	private final Profiles profiles;

	private final Notifications notifications;

	StatisticsController(Companion companion, Profiles profiles, Notifications notifications) {
		this.companion = companion;
		this.profiles = profiles;
		this.notifications = notifications;
	}

	@GetMapping({ "/api/statistics", "/api/statistics/" })
	Statistics statistics(@Valid UserQuery query, CurrentUser current) {
		return Statistics.of(this.companion.history(query.ownedBy(current)).history(),
				this.profiles.of(current).plan());
	}

	@PutMapping({ "/api/statistics/plan", "/api/statistics/plan/" })
	Statistics changePlan(@Valid @RequestBody PlanRequest request, CurrentUser current) {
		String user = OwnData.require(request.userId(), current);
		String plan = this.profiles.changePlan(current, Objects.requireNonNull(request.plan())).plan();
		this.notifications.tell(user, "Your plan is now " + plan, "");
		return Statistics.of(this.companion.history(user).history(), plan);
	}

	@DeleteMapping({ "/api/statistics", "/api/statistics/" })
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@Valid UserQuery query, CurrentUser current) {
		this.companion.clear(query.ownedBy(current));
	}

}
