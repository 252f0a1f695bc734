/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Errors as RFC 9457 problem details, wherever they come from.
 */
@NullMarked
package io.github.resilientredis.sample.web;

import org.jspecify.annotations.NullMarked;
