/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Two nodes of the packaged application under mixed load for a long time, on a Redis that
 * fails again and again: what clients were told is held against what they find later, and
 * what the nodes use at the end against what they used in the beginning.
 */
@NullMarked
package io.github.resilientredis.sample.soak;

import org.jspecify.annotations.NullMarked;
