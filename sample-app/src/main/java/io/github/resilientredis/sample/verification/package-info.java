/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Codes by which users prove that an e-mail address is theirs.
 */
@NullMarked
package io.github.resilientredis.sample.verification;

import org.jspecify.annotations.NullMarked;
