/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Which origins may call this application from a browser.
 */
@NullMarked
package io.github.resilientredis.sample.cors;

import org.jspecify.annotations.NullMarked;
