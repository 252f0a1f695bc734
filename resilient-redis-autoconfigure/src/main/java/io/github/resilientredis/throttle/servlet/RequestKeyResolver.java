/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whom or what a request is counted for. A bean of this type is used by the limits whose
 * {@code key} names it, as {@code @beanName}.
 */
@FunctionalInterface
public interface RequestKeyResolver {

	/**
	 * The key of a request. Called by many threads, after Spring Security's filters.
	 * @param request the request
	 * @return any text, or {@code null} to count for the client's address; so it is if an
	 * exception is thrown
	 */
	@Nullable String resolveKey(HttpServletRequest request);

}
