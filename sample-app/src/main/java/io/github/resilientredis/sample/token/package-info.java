/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Access and refresh tokens.
 */
@NullMarked
package io.github.resilientredis.sample.token;

import org.jspecify.annotations.NullMarked;
