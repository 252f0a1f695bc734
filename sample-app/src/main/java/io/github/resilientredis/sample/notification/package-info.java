/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Notifications: delivered whatever Redis does, stored there when it takes them.
 */
@NullMarked
package io.github.resilientredis.sample.notification;

import org.jspecify.annotations.NullMarked;
