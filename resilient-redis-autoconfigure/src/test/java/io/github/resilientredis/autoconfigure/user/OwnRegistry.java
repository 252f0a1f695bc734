/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserConflict;
import io.github.resilientredis.user.UserNotFoundException;
import io.github.resilientredis.user.UserPage;
import io.github.resilientredis.user.UserProfile;
import io.github.resilientredis.user.UserRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A registry that an application brings, in which nobody is.
 */
class OwnRegistry implements UserRegistry {

	@Override
	public UserProfile register(NewUser newUser) {
		throw new UserNotFoundException();
	}

	@Override
	public Optional<UserProfile> getByEmail(String email) {
		return Optional.empty();
	}

	@Override
	public Optional<UserProfile> getByHandle(String kind, String value) {
		return Optional.empty();
	}

	@Override
	public Optional<UserProfile> getProfile(String id) {
		return Optional.empty();
	}

	@Override
	public UserProfile updatePlan(String id, String plan) {
		throw new UserNotFoundException();
	}

	@Override
	public UserProfile rename(String id, String name) {
		throw new UserNotFoundException();
	}

	@Override
	public UserProfile changeEmail(String id, String email) {
		throw new UserNotFoundException();
	}

	@Override
	public UserProfile setAttributes(String id, Map<String, ? extends @Nullable String> attributes) {
		throw new UserNotFoundException();
	}

	@Override
	public void delete(String id) {
		// Nobody is in it.
	}

	@Override
	public UserPage page(@Nullable String cursor, int size) {
		return new UserPage(List.of(), null);
	}

	@Override
	public List<UserConflict> conflicts() {
		return List.of();
	}

	@Override
	public void dismissConflict(String conflictId) {
		// There is none.
	}

}
