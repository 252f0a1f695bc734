/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Body measurements: what follows from them, computed and cached in bulk.
 */
@NullMarked
package io.github.resilientredis.sample.measurement;

import org.jspecify.annotations.NullMarked;
