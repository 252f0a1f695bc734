/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Records what several nodes did to their caches while Redis failed, and finds values
 * that were served though they were dead.
 */
@NullMarked
package io.github.resilientredis.cache.history;

import org.jspecify.annotations.NullMarked;
