/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Login with Google and GitHub.
 */
@NullMarked
package io.github.resilientredis.sample.oauth;

import org.jspecify.annotations.NullMarked;
