/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The whole-application benchmark: the same shop with plain Spring Boot and with our
 * starter, each in a process of its own beside a Redis of its own, under the same load.
 */
@NullMarked
package io.github.resilientredis.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
