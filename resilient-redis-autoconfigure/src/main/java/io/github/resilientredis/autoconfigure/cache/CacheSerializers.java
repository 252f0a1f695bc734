/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.cache;

import java.util.List;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.cache.JsonCacheSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;

/**
 * Finds the serializer that {@code resilient-redis.cache.serializer} means.
 */
class CacheSerializers {

	private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

	private final PropertyCheck check = new PropertyCheck("resilient-redis.cache");

	private final ListableBeanFactory beans;

	private final @Nullable ClassLoader classLoader;

	CacheSerializers(ListableBeanFactory beans, @Nullable ClassLoader classLoader) {
		this.beans = beans;
		this.classLoader = classLoader;
	}

	RedisSerializer<?> find(ResilientCacheProperties properties) {
		return find("serializer", properties.getSerializer(), properties.getJsonAllowedPackages());
	}

	/**
	 * Find a serializer.
	 * @param property where it is chosen, after the prefix
	 * @param choice what is chosen
	 * @param allowedPackages the packages that JSON may name, empty for the application's
	 * @return the serializer
	 */
	RedisSerializer<?> find(String property, String choice, List<String> allowedPackages) {
		return switch (choice) {
			case "jdk" -> new JdkSerializationRedisSerializer(this.classLoader);
			case "json" -> json(property, allowedPackages);
			default -> bean(property, choice);
		};
	}

	private RedisSerializer<?> json(String property, List<String> allowedPackages) {
		this.check.check(property, "json", ClassUtils.isPresent(JACKSON, this.classLoader),
				"Jackson 3 is not on the class path. Add tools.jackson.core:jackson-databind, or use 'jdk'.");
		return JsonCacheSerializer.allowing(allowedPackages.isEmpty() ? ownPackages(this.beans) : allowedPackages);
	}

	private static List<String> ownPackages(BeanFactory beans) {
		return AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
	}

	private RedisSerializer<?> bean(String property, String name) {
		boolean known = this.beans.containsBean(name) && this.beans.isTypeMatch(name, RedisSerializer.class);
		this.check.check(property, name, known, "There is no such serializer. Use 'jdk', 'json' or the name of a"
				+ " RedisSerializer bean " + choices());
		return this.beans.getBean(name, RedisSerializer.class);
	}

	private String choices() {
		String[] names = this.beans.getBeanNamesForType(RedisSerializer.class);
		return (names.length == 0) ? "(there is none now)." : "(there are: " + String.join(", ", names) + ").";
	}

}
