/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What a node knows of its users beside Redis.
 */
@NullMarked
package io.github.resilientredis.sample.store;

import org.jspecify.annotations.NullMarked;
