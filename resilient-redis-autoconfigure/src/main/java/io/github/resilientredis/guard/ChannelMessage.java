/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * A message of the {@link NodeChannel} in the form in which PUBLISH takes it. The arrays
 * are not copied and must not be changed.
 *
 * @param channel the Redis channel
 * @param bytes what to publish on it
 */
public record ChannelMessage(byte[] channel, byte[] bytes) {

}
