/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

/**
 * Left beside a bucket together with a change, so that it is known to be there.
 *
 * @param key where, in the bucket's slot
 * @param value which change; every change of a node has another one
 * @param millis for how long
 */
record FlushMark(byte[] key, byte[] value, long millis) {

}
