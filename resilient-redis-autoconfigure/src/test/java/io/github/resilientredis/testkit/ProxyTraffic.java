/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

/**
 * What went through a proxy. Read and written on its event loop only.
 */
final class ProxyTraffic {

	long connections;

	long toServer;

	long toClient;

}
