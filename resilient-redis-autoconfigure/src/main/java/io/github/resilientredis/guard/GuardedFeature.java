/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * A part of the application that runs on the guard, as shown in health.
 *
 * @param name its name, such as {@code cache}
 * @param managed whether the library provides it; {@code false} if the application
 * brought its own, which the guard does not protect
 */
public record GuardedFeature(String name, boolean managed) {

}
