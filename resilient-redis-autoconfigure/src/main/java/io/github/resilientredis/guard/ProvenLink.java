/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

/**
 * A link through which Redis answered.
 *
 * @param link the link
 * @param identity what the server calls it
 */
record ProvenLink(Link link, LinkIdentity identity) {

}
