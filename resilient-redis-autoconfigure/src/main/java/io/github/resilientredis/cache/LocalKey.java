/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

/**
 * Stands in memory for a key that has no text form and therefore no entry in Redis. Equal
 * if the keys are, and never equal to a text.
 *
 * @param prefix what keys of this cache start with, if that may differ from call to call
 * @param key the application's key
 */
record LocalKey(String prefix, Object key) {

}
