/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * A point in the life of Redis's data. Beats of one epoch are in one line: data that hold
 * a later beat of an epoch hold all that was written before an earlier one.
 *
 * @param epoch a random identity
 * @param beat counts from 0 within the epoch
 */
record MarkerPosition(String epoch, long beat) {

}
