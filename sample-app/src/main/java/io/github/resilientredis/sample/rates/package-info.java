/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Exchange rates: cached, live where configured, from a bundled table otherwise.
 */
@NullMarked
package io.github.resilientredis.sample.rates;

import org.jspecify.annotations.NullMarked;
