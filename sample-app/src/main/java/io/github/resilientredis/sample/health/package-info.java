/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What a person or a load balancer wants to know at a glance.
 */
@NullMarked
package io.github.resilientredis.sample.health;

import org.jspecify.annotations.NullMarked;
