/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Rate limits that are exact while Redis is there and hold when it is not: token buckets
 * in Bucket4j's format, shared over Redis, with shares of them in memory.
 */
@NullMarked
package io.github.resilientredis.throttle;

import org.jspecify.annotations.NullMarked;
