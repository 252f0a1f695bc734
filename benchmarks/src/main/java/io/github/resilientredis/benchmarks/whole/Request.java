/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import io.netty.handler.codec.http.HttpMethod;

/**
 * A request and what its answer has to contain.
 *
 * @param kind its kind
 * @param method how it is sent
 * @param path where to
 * @param header the name of a header that it needs, or the empty string
 * @param value the value of this header
 * @param expected what has to be in the body of the answer
 */
record Request(Kind kind, HttpMethod method, String path, String header, String value, String expected) {

}
