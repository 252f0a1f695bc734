/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * A write that waits for Redis. The arrays are shared and must not be changed.
 *
 * @param feature the name of the feature that has to replay it
 * @param key what it is about, in the feature's own terms
 * @param payload what to do, in the feature's own terms
 */
public record JournalRecord(String feature, byte[] key, byte[] payload) {

}
