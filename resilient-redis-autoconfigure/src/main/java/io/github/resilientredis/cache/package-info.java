/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The cache: a near level in memory over Spring Data's own Redis layout, kept useful by
 * the guard while Redis is away.
 */
@NullMarked
package io.github.resilientredis.cache;

import org.jspecify.annotations.NullMarked;
