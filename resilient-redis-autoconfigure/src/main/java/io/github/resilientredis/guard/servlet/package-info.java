/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * Gives each servlet request its budget of waiting.
 */
@NullMarked
package io.github.resilientredis.guard.servlet;

import org.jspecify.annotations.NullMarked;
