/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The rows of the scenarios, over HTTP, against the packaged application.
 */
@NullMarked
package io.github.resilientredis.sample.scenario;

import org.jspecify.annotations.NullMarked;
