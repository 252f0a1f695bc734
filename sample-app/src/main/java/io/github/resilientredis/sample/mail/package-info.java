/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Letters, sent in the background.
 */
@NullMarked
package io.github.resilientredis.sample.mail;

import org.jspecify.annotations.NullMarked;
