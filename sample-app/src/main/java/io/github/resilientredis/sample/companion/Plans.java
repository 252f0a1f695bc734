/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.sample.account.CurrentUser;
import io.github.resilientredis.sample.store.LocalCopies;

import org.springframework.stereotype.Component;

/**
 * What users have subscribed to.
 */
@Component
class Plans {

	static final String FIRST = "free";

	private final LocalCopies<String> local = new LocalCopies<>(1_000_000, String::length, (old, next) -> next);

	String of(CurrentUser user) {
		return this.local.find(user.id()).orElse(FIRST);
	}

	void change(CurrentUser user, String plan) {
		this.local.add(user.id(), plan);
	}

}
