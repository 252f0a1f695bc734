/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The operations kit in {@code ops}: what of it can be run is run, the rest is held
 * against what it refers to.
 */
@NullMarked
package io.github.resilientredis.sample.ops;

import org.jspecify.annotations.NullMarked;
