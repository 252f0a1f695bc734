/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The library's properties and those of {@code spring.data.redis}, with their values and
 * where they come from.
 *
 * <p>
 * Values of {@code spring.data.redis} are masked but for a list of those that cannot hold
 * a secret, so that one that is added later is masked, too. A URL is masked as a whole:
 * what a password with an {@code @} or {@code /} leaves of it is anybody's guess. Of the
 * library's own, which hold no secrets, those it knows are shown.
 * {@link SanitizingFunction} beans may mask more.
 *
 * <p>
 * Nothing is kept but the defaults, read once, by whoever asks first.
 */
public final class EffectiveConfiguration {

	static final int MAX = 1000;

	private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("resilient-redis");

	private static final ConfigurationPropertyName SPRINGS = ConfigurationPropertyName.of("spring.data.redis");

	private static final List<ConfigurationPropertyName> OUR_MAPS = List.of(
			ConfigurationPropertyName.of("resilient-redis.cache.caches"),
			ConfigurationPropertyName.of("resilient-redis.throttle.limits"));

	private static final List<ConfigurationPropertyName> SHOWN = List
		.of("client-type", "cluster", "connect-timeout", "database", "host", "lettuce", "masterreplica", "port",
				"sentinel.master", "sentinel.nodes", "ssl.bundle", "ssl.enabled", "timeout")
		.stream()
		.map((name) -> SPRINGS.append(name))
		.toList();

	private final Environment environment;

	private final Sanitizer sanitizer;

	private volatile @Nullable Map<String, String> known;

	/**
	 * Create it.
	 * @param environment where the application is configured
	 * @param functions what masks values beside the rules of this class
	 */
	public EffectiveConfiguration(Environment environment, List<SanitizingFunction> functions) {
		this.environment = environment;
		this.sanitizer = new Sanitizer(functions);
	}

	/**
	 * Read it.
	 * @return the values by name, {@value #MAX} at most
	 */
	public Map<String, ConfiguredValue> read() {
		Map<ConfigurationPropertyName, ConfigurationProperty> configured = new LinkedHashMap<>();
		Map<String, String> defaults = defaults();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			defaults.keySet().forEach((name) -> add(source, ConfigurationPropertyName.of(name), configured));
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> isListed(name, defaults))
					.limit(MAX)
					.forEach((name) -> add(source, name, configured));
			}
		}
		Map<String, ConfiguredValue> values = new TreeMap<>();
		configured.forEach((name, property) -> values.put(name.toString(), value(name, property)));
		defaults.forEach((name, value) -> {
			if (!value.isEmpty() && !configured.containsKey(ConfigurationPropertyName.of(name))) {
				values.put(name, new ConfiguredValue(value, ConfiguredValue.DEFAULT));
			}
		});
		return values;
	}

	private Map<String, String> defaults() {
		Map<String, String> read = this.known;
		if (read == null) {
			read = KnownProperties.read();
			this.known = read;
		}
		return read;
	}

	private static boolean isListed(ConfigurationPropertyName name, Map<String, String> defaults) {
		return SPRINGS.isAncestorOf(name) || OUR_MAPS.stream().anyMatch((map) -> map.isAncestorOf(name))
				|| (name.isLastElementIndexed() && defaults.containsKey(name.getParent().toString()));
	}

	/** What an earlier source has wins, as in the application. */
	private static void add(ConfigurationPropertySource source, ConfigurationPropertyName name,
			Map<ConfigurationPropertyName, ConfigurationProperty> configured) {
		if (configured.size() < MAX && !configured.containsKey(name)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				configured.put(name, property);
			}
		}
	}

	private ConfiguredValue value(ConfigurationPropertyName name, ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? property.getOrigin().toString() : "unknown";
		if (!isShown(name)) {
			return new ConfiguredValue(SanitizableData.SANITIZED_VALUE, origin);
		}
		String resolved = this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
		boolean credentials = SPRINGS.isAncestorOf(name) && resolved.contains("@");
		Object shown = credentials ? SanitizableData.SANITIZED_VALUE
				: this.sanitizer.sanitize(new SanitizableData(null, name.toString(), resolved), true);
		return new ConfiguredValue(String.valueOf(shown), origin);
	}

	private static boolean isShown(ConfigurationPropertyName name) {
		return OURS.isAncestorOf(name)
				|| SHOWN.stream().anyMatch((shown) -> shown.equals(name) || shown.isAncestorOf(name));
	}

}
