/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The Actuator endpoint {@code resilientredis}, and what it alone keeps.
 */
@NullMarked
package io.github.resilientredis.actuate;

import org.jspecify.annotations.NullMarked;
