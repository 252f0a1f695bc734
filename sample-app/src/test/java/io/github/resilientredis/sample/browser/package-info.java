/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The application as a real browser sees it.
 */
@NullMarked
package io.github.resilientredis.sample.browser;

import org.jspecify.annotations.NullMarked;
