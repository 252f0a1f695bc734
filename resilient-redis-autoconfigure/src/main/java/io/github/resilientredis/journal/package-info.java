/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The journal: keeps what Redis could not be told, in memory or in a file, and replays it
 * before Redis is read again.
 */
@NullMarked
package io.github.resilientredis.journal;

import org.jspecify.annotations.NullMarked;
