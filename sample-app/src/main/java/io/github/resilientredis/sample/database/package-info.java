/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Which database.
 */
@NullMarked
package io.github.resilientredis.sample.database;

import org.jspecify.annotations.NullMarked;
