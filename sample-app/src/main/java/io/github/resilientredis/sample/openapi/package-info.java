/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The description of the API as an OpenAPI document at {@code /v3/api-docs}.
 */
@NullMarked
package io.github.resilientredis.sample.openapi;

import org.jspecify.annotations.NullMarked;
