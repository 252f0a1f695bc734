/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What the page shows, and how it breaks the embedded Redis.
 */
@NullMarked
package io.github.resilientredis.sample.demo;

import org.jspecify.annotations.NullMarked;
