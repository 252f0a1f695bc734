/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Auto-configuration of the Actuator endpoint.
 */
@NullMarked
package io.github.resilientredis.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
