/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.cors;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which origins may call from a browser.
 *
 * @param allowedOrigins origins, such as {@code https://app.example.com}
 * @param allowedOriginRegexes regular expressions, separated by commas outside of
 * brackets, which an origin must match as a whole
 * @param allowAll whether any origin may call, without credentials
 */
@ConfigurationProperties("sample.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins, @DefaultValue("") String allowedOriginRegexes,
		@DefaultValue("false") boolean allowAll) {

}
