/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * What was decided, and by what.
 *
 * @param verdict the verdict
 * @param source what decided
 */
record Answer(Verdict verdict, ThrottleSource source) {

}
