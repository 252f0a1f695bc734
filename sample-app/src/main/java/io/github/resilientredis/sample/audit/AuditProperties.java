/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of authentication events.
 *
 * @param maxEntries how many, of all users together
 */
@ConfigurationProperties("sample.events")
record AuditProperties(@DefaultValue("1000") int maxEntries) {

}
