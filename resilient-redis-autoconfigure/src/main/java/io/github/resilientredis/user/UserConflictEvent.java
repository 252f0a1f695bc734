/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * Published as an application event when a conflict turns out, on the node that had
 * accepted what lost; once, unless the node ends in that moment.
 *
 * @param conflict the conflict
 */
public record UserConflictEvent(UserConflict conflict) {

}
