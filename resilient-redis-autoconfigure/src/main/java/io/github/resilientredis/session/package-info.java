/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * HTTP sessions in Redis that outlive its outages.
 */
@NullMarked
package io.github.resilientredis.session;

import org.jspecify.annotations.NullMarked;
