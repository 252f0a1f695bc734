/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The path of a request within the application: as it was sent, and as the container
 * understood it. They differ where a path has dots, double slashes or parameters, and
 * either may be what reaches a handler. So a limit applies to both, and an exemption only
 * if it holds for both.
 */
final class RequestPaths {

	private final List<PathContainer> paths = new ArrayList<>(2);

	private RequestPaths(HttpServletRequest request) {
		try {
			this.paths
				.add(RequestPath.parse(request.getRequestURI(), request.getContextPath()).pathWithinApplication());
		}
		catch (IllegalArgumentException ex) {
			// Not a path that Spring can read: the container's remains.
		}
		String understood = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
		// It is decoded already.
		PathContainer container = PathContainer.parsePath(understood.replace("%", "%25").replace(";", "%3B"));
		if (this.paths.isEmpty() || !this.paths.get(0).value().equals(container.value())) {
			this.paths.add(container);
		}
	}

	static RequestPaths of(HttpServletRequest request) {
		return new RequestPaths(request);
	}

	/** Whether a limit with these patterns applies; a slash at the end is no way out. */
	boolean anyMatches(List<PathPattern> patterns) {
		for (PathContainer path : this.paths) {
			if (matches(patterns, path) || (endsWithSlash(path) && matches(patterns, withoutSlash(path)))) {
				return true;
			}
		}
		return false;
	}

	boolean allMatch(List<PathPattern> patterns) {
		for (PathContainer path : this.paths) {
			if (!matches(patterns, path)) {
				return false;
			}
		}
		return true;
	}

	private static boolean matches(List<PathPattern> patterns, PathContainer path) {
		for (PathPattern pattern : patterns) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	private static boolean endsWithSlash(PathContainer path) {
		return path.value().length() > 1 && path.value().endsWith("/");
	}

	private static PathContainer withoutSlash(PathContainer path) {
		return path.subPath(0, path.elements().size() - 1);
	}

}
