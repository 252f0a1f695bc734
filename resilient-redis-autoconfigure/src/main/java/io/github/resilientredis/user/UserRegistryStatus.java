/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * What a node knows of users by itself.
 *
 * @param copies of how many users it has copies
 * @param pending how many of these wait for Redis
 * @param conflicts how many conflicts it knows
 */
public record UserRegistryStatus(int copies, int pending, int conflicts) {

}
