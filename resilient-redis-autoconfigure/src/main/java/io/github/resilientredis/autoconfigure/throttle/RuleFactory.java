/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.autoconfigure.throttle.ThrottleProperties.Limit;
import io.github.resilientredis.throttle.KeySource;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.servlet.AddressRange;
import io.github.resilientredis.throttle.servlet.RequestKeyResolver;
import io.github.resilientredis.throttle.servlet.ThrottleRule;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Checks the properties and turns them into what limits have to do with HTTP requests.
 */
final class RuleFactory {

	private static final String PREFIX = "resilient-redis.throttle";

	private final PropertyCheck check = new PropertyCheck(PREFIX);

	private final ThrottleProperties properties;

	private final Map<String, KeySource> sources;

	private final BeanFactory beans;

	RuleFactory(ThrottleProperties properties, Map<String, KeySource> sources, BeanFactory beans) {
		this.properties = properties;
		this.sources = sources;
		this.beans = beans;
	}

	List<ThrottleRule> rules(Throttle throttle) {
		List<PathPattern> exemptPaths = patterns("exempt-paths", this.properties.getExemptPaths());
		List<AddressRange> exemptAddresses = ranges("exempt-addresses", this.properties.getExemptAddresses());
		Set<String> known = new HashSet<>();
		throttle.getLimits().stream().map(ThrottleLimit::name).forEach(known::add);
		List<ThrottleRule> rules = new ArrayList<>();
		this.properties.getLimits().forEach((name, limit) -> {
			String path = "limits." + name + ".";
			KeySource key = this.sources.getOrDefault(name, KeySource.unset());
			checkBeans(path, key);
			List<PathPattern> paths = patterns(path + "paths", limit.getPaths());
			this.check.check(path + "paths", limit.getPaths(), paths.isEmpty() || known.contains(name),
					"The application's own Throttle has no limit of this name. Remove the paths, or that bean.");
			rules.add(new ThrottleRule(name, key, paths, methods(path, limit),
					both(exemptPaths, patterns(path + "exempt-paths", limit.getExemptPaths())),
					both(exemptAddresses, ranges(path + "exempt-addresses", limit.getExemptAddresses()))));
		});
		return rules;
	}

	private void checkBeans(String path, KeySource key) {
		for (KeySource.Part part : key.parts()) {
			this.check.check(path + "key", key.text(),
					part.kind() != KeySource.Kind.BEAN
							|| this.beans.isTypeMatch(part.argument(), RequestKeyResolver.class),
					"The bean '" + part.argument() + "' is no RequestKeyResolver. Let it implement that type.");
		}
	}

	private Set<String> methods(String path, Limit limit) {
		Set<String> methods = new HashSet<>();
		for (String text : limit.getMethods()) {
			String method = text.strip().toUpperCase(Locale.ROOT);
			this.check.check(path + "methods", text, List.of(HttpMethod.values()).contains(HttpMethod.valueOf(method)),
					"There is no such HTTP method. Use some of " + List.of(HttpMethod.values()) + ".");
			methods.add(method);
		}
		return methods;
	}

	private List<PathPattern> patterns(String name, List<String> texts) {
		return parsed(name, texts, "Use a path within the application such as /api/login or /api/**.", (text) -> {
			if (!text.startsWith("/")) {
				throw new IllegalArgumentException("A path begins with a slash.");
			}
			try {
				return PathPatternParser.defaultInstance.parse(text);
			}
			catch (PatternParseException ex) {
				throw new IllegalArgumentException("It is no path pattern: " + ex.getMessage() + ".", ex);
			}
		});
	}

	private List<AddressRange> ranges(String name, List<String> texts) {
		return parsed(name, texts, "Use an address such as 10.0.0.1 or 2001:db8::1, or a range such as 10.0.0.0/8.",
				AddressRange::parse);
	}

	private static <T> List<T> parsed(String name, List<String> texts, String fix, Function<String, T> parser) {
		List<T> results = new ArrayList<>();
		for (String text : texts) {
			try {
				results.add(parser.apply(text));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException(PREFIX + "." + name, text,
						ex.getMessage() + " " + fix);
			}
		}
		return results;
	}

	private static <T> List<T> both(List<T> first, List<T> second) {
		List<T> both = new ArrayList<>(first);
		both.addAll(second);
		return both;
	}

}
