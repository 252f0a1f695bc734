/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What happened at logins, and to tokens and sessions.
 */
@NullMarked
package io.github.resilientredis.sample.audit;

import org.jspecify.annotations.NullMarked;
