/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Decides about an origin. Immutable.
 */
@Component
class OriginPolicy {

	private static final String SEPARATOR = ",(?![^{\\[(]*[}\\])])";

	private final Set<String> origins;

	private final List<Pattern> patterns;

	private final boolean allowAll;

	OriginPolicy(CorsProperties properties) {
		this.origins = properties.allowedOrigins()
			.stream()
			.map((origin) -> StringUtils.trimTrailingCharacter(origin.trim(), '/'))
			.filter(StringUtils::hasText)
			.peek(OriginPolicy::requireOrigin)
			.collect(Collectors.toUnmodifiableSet());
		this.patterns = Arrays.stream(properties.allowedOriginRegexes().split(SEPARATOR))
			.map(String::trim)
			.filter(StringUtils::hasText)
			.map(OriginPolicy::compile)
			.toList();
		this.allowAll = properties.allowAll();
	}

	private static void requireOrigin(String origin) {
		if ("*".equals(origin)) {
			throw new ConfigurationProblem("'*' is not an origin, but CORS_ALLOWED_ORIGINS has it.",
					"List the origins, or set CORS_ALLOW_ALL=true for a short while.");
		}
	}

	private static Pattern compile(String regex) {
		try {
			return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
		}
		catch (PatternSyntaxException ex) {
			throw new ConfigurationProblem(
					"CORS_ALLOWED_ORIGIN_REGEXES (sample.cors.allowed-origin-regexes) has '" + regex
							+ "', which is not a regular expression: " + ex.getDescription() + ".",
					"Correct the expression. It must match the whole origin, such as https://.*\\.example\\.com");
		}
	}

	/**
	 * Whether this origin is listed or matches an expression. Such an origin may send
	 * cookies.
	 * @param origin the origin
	 * @return whether it is known
	 */
	boolean isKnown(@Nullable String origin) {
		return origin != null && (this.origins.contains(origin)
				|| this.patterns.stream().anyMatch((pattern) -> pattern.matcher(origin).matches()));
	}

	boolean isAllowed(@Nullable String origin) {
		return origin != null && (this.allowAll || isKnown(origin));
	}

	boolean isAllowAll() {
		return this.allowAll;
	}

	boolean isEmpty() {
		return this.origins.isEmpty() && this.patterns.isEmpty();
	}

}
