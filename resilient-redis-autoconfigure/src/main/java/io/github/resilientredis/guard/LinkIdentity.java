/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the server calls a connection.
 *
 * @param serverRun which run of the server it leads to; {@code null} if not known
 * @param clientId its number, unique within that run; {@code null} if not known
 */
record LinkIdentity(@Nullable String serverRun, @Nullable Long clientId) {

	static final LinkIdentity UNKNOWN = new LinkIdentity(null, null);

}
