/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.health;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of health.
 *
 * @param required Whether the application's health is DOWN while Redis is away.
 */
@ConfigurationProperties("resilient-redis.health")
public record RedisGuardHealthProperties(@DefaultValue("false") boolean required) {

}
