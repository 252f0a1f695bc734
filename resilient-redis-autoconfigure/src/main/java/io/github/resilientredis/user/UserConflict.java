/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Instant;

/**
 * A registration or change of address that was accepted during an outage and turned out
 * to be impossible, because the handle had become somebody else's. Nothing of it is lost.
 *
 * @param id names the conflict, for {@link UserRegistry#dismissConflict}
 * @param detectedAt when it turned out
 * @param handleKind the kind of the handle that is taken: {@code email} or another
 * @param ownerId the id of the user who has it
 * @param registration whether the losing user is not registered; otherwise they are, and
 * keep the address they had before
 * @param losing the losing user, whole, as accepted
 */
public record UserConflict(String id, Instant detectedAt, String handleKind, String ownerId, boolean registration,
		UserProfile losing) {

}
