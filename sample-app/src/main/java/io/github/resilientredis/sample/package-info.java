/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * An application that uses the starter, with a Redis of its own to break.
 */
@NullMarked
package io.github.resilientredis.sample;

import org.jspecify.annotations.NullMarked;
