/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * A small web application: products by {@code @Cacheable}, baskets in the session, quotes
 * under a limit. It knows nothing of Redis; {@link PlainShop} and {@link StarterShop} do.
 */
@NullMarked
package io.github.resilientredis.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
