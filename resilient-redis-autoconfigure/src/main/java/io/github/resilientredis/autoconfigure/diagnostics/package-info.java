/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

/**
 * The diagnosis from the command line, inside any application that has the starter.
 */
@NullMarked
package io.github.resilientredis.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
