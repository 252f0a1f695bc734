/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The talk companion: chats, what they say about their author, and the dashboard.
 */
@NullMarked
package io.github.resilientredis.sample.companion;

import org.jspecify.annotations.NullMarked;
