/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import org.springframework.stereotype.Component;

/**
 * The CORS settings in words, for health.
 */
@Component
public class CorsStatus {

	private final OriginPolicy policy;

	CorsStatus(OriginPolicy policy) {
		this.policy = policy;
	}

	/**
	 * The settings in a few words.
	 * @return a description
	 */
	public String describe() {
		if (this.policy.isAllowAll()) {
			return "every origin is allowed (CORS_ALLOW_ALL)";
		}
		return this.policy.isEmpty() ? "same origin only" : "as configured";
	}

	boolean isWarning() {
		return this.policy.isAllowAll();
	}

}
