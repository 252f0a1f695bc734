/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Limits of HTTP requests, before and after it is known who sends them.
 */
@NullMarked
package io.github.resilientredis.throttle.servlet;

import org.jspecify.annotations.NullMarked;
