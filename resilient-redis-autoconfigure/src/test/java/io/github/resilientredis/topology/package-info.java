/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * All features together on every kind of Redis, and what becomes of them when one of its
 * servers is lost.
 */
@NullMarked
package io.github.resilientredis.topology;

import org.jspecify.annotations.NullMarked;
