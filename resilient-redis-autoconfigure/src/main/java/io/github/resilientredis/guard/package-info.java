/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The guard: every Redis call of the library goes through it. It bounds the wait,
 * classifies failures once, opens and closes the circuit, and finds the way back to Redis
 * in the background.
 */
@NullMarked
package io.github.resilientredis.guard;

import org.jspecify.annotations.NullMarked;
