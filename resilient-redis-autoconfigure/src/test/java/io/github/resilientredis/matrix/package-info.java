/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The fault matrix: every fault against every feature, measured over HTTP on an
 * application with the starter and on one with plain Spring Boot.
 */
@NullMarked
package io.github.resilientredis.matrix;

import org.jspecify.annotations.NullMarked;
