/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Who may call what.
 */
@NullMarked
package io.github.resilientredis.sample.security;

import org.jspecify.annotations.NullMarked;
