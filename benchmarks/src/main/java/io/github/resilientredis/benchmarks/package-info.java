/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Comparisons by JMH, both sides in one run on one machine: read the ratios.
 */
@NullMarked
package io.github.resilientredis.benchmarks;

import org.jspecify.annotations.NullMarked;
