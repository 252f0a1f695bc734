/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Registration, login and the users behind them.
 */
@NullMarked
package io.github.resilientredis.sample.account;

import org.jspecify.annotations.NullMarked;
