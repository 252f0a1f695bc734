/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

/**
 * A record in its place in a store.
 */
interface JournalEntry {

	JournalRecord record();

}
