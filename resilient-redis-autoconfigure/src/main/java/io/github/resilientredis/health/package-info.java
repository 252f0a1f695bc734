/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What health checks see: the guard's state, from memory.
 */
@NullMarked
package io.github.resilientredis.health;

import org.jspecify.annotations.NullMarked;
