/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The test kit: a real Redis in a test's hands, a proxy that misbehaves on purpose, and
 * the guard that fails the build when either outlives its test.
 */
@NullMarked
package io.github.resilientredis.testkit;

import org.jspecify.annotations.NullMarked;
