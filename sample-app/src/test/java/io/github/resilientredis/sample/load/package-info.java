/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The application under load while Redis fails.
 */
@NullMarked
package io.github.resilientredis.sample.load;

import org.jspecify.annotations.NullMarked;
