/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * What an application with every feature goes through as a client of Redis: lost and
 * killed connections, its own clock, threads, start and end.
 */
@NullMarked
package io.github.resilientredis.client;

import org.jspecify.annotations.NullMarked;
