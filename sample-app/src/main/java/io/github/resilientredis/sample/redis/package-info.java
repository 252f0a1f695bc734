/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Where Redis is: embedded, elsewhere or nowhere.
 */
@NullMarked
package io.github.resilientredis.sample.redis;

import org.jspecify.annotations.NullMarked;
