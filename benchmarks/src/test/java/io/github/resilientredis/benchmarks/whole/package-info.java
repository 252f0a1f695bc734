/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Tests of the arithmetic of the whole-application benchmark.
 */
@NullMarked
package io.github.resilientredis.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
