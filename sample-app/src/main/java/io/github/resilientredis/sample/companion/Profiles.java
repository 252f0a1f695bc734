/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.account.CurrentUser;
import io.github.resilientredis.user.UserNotFoundException;
import io.github.resilientredis.user.UserRegistry;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * What the registry of users knows.
 */
@Component
class Profiles {

	private final UserRegistry users;

	Profiles(UserRegistry users) {
		this.users = users;
	}

	/**
	 * The profile.
	 * @param user who asks
	 * @return what is known, whatever Redis does
	 */
	Profile of(CurrentUser user) {
		return this.users.getProfile(user.id()).map(Profile::of).orElseGet(() -> Profile.unknown(user));
	}

	/**
	 * Change the plan.
	 * @param user whose
	 * @param plan the new one
	 * @return the profile as changed
	 * @throws ErrorResponseException with 404 if the user is no more
	 * @throws io.github.resilientredis.user.UserRegistryUnavailableException if Redis is
	 * away and this node does not know the user
	 */
	Profile changePlan(CurrentUser user, String plan) {
		try {
			return Profile.of(this.users.updatePlan(user.id(), plan));
		}
		catch (UserNotFoundException ex) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such user any more."), ex);
		}
	}

}
