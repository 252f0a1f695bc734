/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Revocation of tokens that holds while Redis is away.
 */
@NullMarked
package io.github.resilientredis.token;

import org.jspecify.annotations.NullMarked;
