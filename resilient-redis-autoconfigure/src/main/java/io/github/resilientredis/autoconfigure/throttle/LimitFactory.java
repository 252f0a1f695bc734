/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.autoconfigure.throttle.ThrottleProperties.Limit;
import io.github.resilientredis.throttle.KeySource;
import io.github.resilientredis.throttle.ThrottleLimit;
import io.github.resilientredis.throttle.ThrottleRate;
import io.github.resilientredis.throttle.ThrottleSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Checks the properties and turns them into limits and the sources of their keys.
 */
final class LimitFactory {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final int MAX_RATES = 8;

	private static final int MAX_NUMBER = 1_000_000_000;

	private final PropertyCheck check = new PropertyCheck("resilient-redis.throttle");

	private final ThrottleProperties properties;

	private final BeanFactory beans;

	LimitFactory(ThrottleProperties properties, BeanFactory beans) {
		this.properties = properties;
		this.beans = beans;
	}

	ThrottleSettings settings(String keyPrefix) {
		Integer nodes = this.properties.getNodes();
		if (nodes != null) {
			this.check.within("nodes", nodes, 1, 10_000);
		}
		this.check.within("max-local-keys", this.properties.getMaxLocalKeys(), 1, Integer.MAX_VALUE);
		return new ThrottleSettings(keyPrefix, nodes, this.properties.getMaxLocalKeys());
	}

	List<ThrottleLimit> limits() {
		List<ThrottleLimit> limits = new ArrayList<>();
		this.properties.getLimits().forEach((name, limit) -> limits.add(limit(name, limit)));
		return limits;
	}

	Map<String, KeySource> keySources() {
		Map<String, KeySource> sources = new HashMap<>();
		this.properties.getLimits().forEach((name, limit) -> sources.put(name, keySource(path(name), limit.getKey())));
		return sources;
	}

	private static String path(String name) {
		return "limits." + name + ".";
	}

	private ThrottleLimit limit(String name, Limit limit) {
		this.check.check("limits." + name, name, NAME.matcher(name).matches(),
				"The name of a limit must consist of at most 64 letters, digits, hyphens and underscores."
						+ " Use a name such as login.");
		String path = path(name);
		List<ThrottleRate> rates = rates(path, limit);
		for (int i = 2; i <= rates.size(); i++) {
			this.check.check("limits." + name, name, !this.properties.getLimits().containsKey(name + "-" + i),
					"In headers one of its rates is called " + name + "-" + i
							+ ", as another limit is. Use another name for one of them.");
		}
		this.check.check(path + "cost", limit.getCost(), limit.getCost() >= 1,
				"It must be at least 1. Use a number such as 1.");
		for (ThrottleRate rate : rates) {
			this.check.check(path + "cost", limit.getCost(), limit.getCost() <= rate.burst(),
					"It is more than the limit ever has at once, which is " + rate.burst()
							+ ", so nothing would be admitted. Use a lower cost, or a greater burst.");
		}
		return new ThrottleLimit(name, rates, limit.getCost(), limit.getOnFailure(), limit.getPrecision(),
				limit.isShadow());
	}

	private List<ThrottleRate> rates(String path, Limit limit) {
		String single = limit.getRate();
		List<String> several = limit.getRates();
		this.check.check(path + "rate", String.valueOf(single), single != null || !several.isEmpty(),
				"A limit needs a rate. Set it to one such as 5/1m or 100/hour.");
		this.check.check(path + "rates", several, single == null || several.isEmpty(),
				"A limit has either 'rate' or 'rates'. Remove one of them.");
		Long burst = limit.getBurst();
		if (burst != null) {
			this.check.check(path + "burst", burst, several.isEmpty(),
					"It goes with a single 'rate' only. Remove it, or use 'rate' instead of 'rates'.");
			this.check.within(path + "burst", burst, 1, MAX_NUMBER);
		}
		if (single != null) {
			return List.of(rate(path + "rate", single, burst));
		}
		this.check.check(path + "rates", several, several.size() <= MAX_RATES,
				"A limit has at most " + MAX_RATES + " rates. Remove some.");
		return rates(path, several);
	}

	private List<ThrottleRate> rates(String path, List<String> several) {
		Set<Duration> periods = new HashSet<>();
		List<ThrottleRate> rates = new ArrayList<>();
		for (int i = 0; i < several.size(); i++) {
			ThrottleRate rate = rate(path + "rates[" + i + "]", several.get(i), null);
			this.check.check(path + "rates[" + i + "]", several.get(i), periods.add(rate.period()),
					"Another rate of this limit has the same period. Remove one of them.");
			rates.add(rate);
		}
		return rates;
	}

	private ThrottleRate rate(String name, String text, @Nullable Long burst) {
		try {
			return RateText.parse(text, burst);
		}
		catch (IllegalArgumentException ex) {
			throw refused(name, text, ex.getMessage());
		}
	}

	private KeySource keySource(String path, @Nullable String text) {
		if (text == null) {
			return KeySource.unset();
		}
		KeySource source;
		try {
			source = KeySource.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw refused(path + "key", text, ex.getMessage() + " Use ip, user, session, global, header:NAME,"
					+ " @beanName, several of these with +, or SpEL with #request, #ip and #user.");
		}
		for (KeySource.Part part : source.parts()) {
			this.check.check(path + "key", text,
					part.kind() != KeySource.Kind.BEAN || this.beans.containsBean(part.argument()),
					"There is no bean named '" + part.argument() + "'. Define one of type RequestKeyResolver.");
		}
		return source;
	}

	private static RuntimeException refused(String name, String value, @Nullable String reason) {
		return new InvalidConfigurationPropertyValueException("resilient-redis.throttle." + name, value,
				String.valueOf(reason));
	}

}
