/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * A report on the Redis that an application is configured for: what it is asked, what is
 * found wrong, and what to do about it.
 */
@NullMarked
package io.github.resilientredis.diagnostics;

import org.jspecify.annotations.NullMarked;
