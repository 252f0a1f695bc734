/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * A registry of users that takes registrations while Redis is away.
 */
@NullMarked
package io.github.resilientredis.user;

import org.jspecify.annotations.NullMarked;
