/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.util.List;
import java.util.Set;

import io.github.resilientredis.throttle.KeySource;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.cors.CorsUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What a limit has to do with HTTP requests. Immutable.
 *
 * @param limit the name of the limit
 * @param key whom or what it is counted for
 * @param paths which requests it is for; none, if it is used in code only
 * @param methods which methods it is for; empty for all
 * @param exemptPaths which requests it is not for
 * @param exemptAddresses which clients it is not for
 */
public record ThrottleRule(String limit, KeySource key, List<PathPattern> paths, Set<String> methods,
		List<PathPattern> exemptPaths, List<AddressRange> exemptAddresses) {

	public ThrottleRule {
		paths = List.copyOf(paths);
		methods = Set.copyOf(methods);
		exemptPaths = List.copyOf(exemptPaths);
		exemptAddresses = List.copyOf(exemptAddresses);
	}

	boolean appliesTo(HttpServletRequest request, RequestPaths path) {
		return !this.paths.isEmpty() && appliesToMethod(request) && path.anyMatches(this.paths)
				&& !exempts(request, path);
	}

	private boolean appliesToMethod(HttpServletRequest request) {
		String method = request.getMethod();
		if (this.methods.isEmpty()) {
			return !CorsUtils.isPreFlightRequest(request);
		}
		// Spring answers HEAD with what it has for GET.
		return this.methods.contains(method) || (method.equals("HEAD") && this.methods.contains("GET"));
	}

	boolean exempts(HttpServletRequest request, RequestPaths path) {
		if (!this.exemptPaths.isEmpty() && path.allMatch(this.exemptPaths)) {
			return true;
		}
		if (this.exemptAddresses.isEmpty()) {
			return false;
		}
		ClientAddress address = ClientAddress.of(request);
		return this.exemptAddresses.stream().anyMatch((range) -> range.contains(address));
	}

}
