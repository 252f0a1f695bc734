/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Always up, with a warning where all origins are allowed.
 */
@Component("cors")
class CorsHealthIndicator extends AbstractHealthIndicator {

	private final CorsStatus status;

	CorsHealthIndicator(CorsStatus status) {
		this.status = status;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up().withDetail(this.status.isWarning() ? "warning" : "origins", this.status.describe());
	}

}
