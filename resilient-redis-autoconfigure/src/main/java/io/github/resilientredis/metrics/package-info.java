/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Meters for Micrometer. No tag holds what a user sent.
 */
@NullMarked
package io.github.resilientredis.metrics;

import org.jspecify.annotations.NullMarked;
