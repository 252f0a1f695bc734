/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.util.ClassUtils;

/**
 * Spring Data's JSON with type names, limited to types that are allowed. Thread-safe.
 *
 * <p>
 * What Spring Data's own serializer writes can be read here and the other way round. It
 * differs in two points. A type name is looked at before its class is loaded, also that
 * of the outermost object and of final classes. And values that JSON would give back as
 * something else ({@code Long} as {@code Integer}, a date or an enum constant as
 * {@code String}, an array as nothing at all) carry their type, in the form
 * {@code ["java.lang.Long",1]}.
 */
public final class JsonCacheSerializer extends GenericJacksonJsonRedisSerializer {

	private static final Set<Class<?>> NATURAL = Set.of(String.class, Boolean.class, Integer.class, Double.class);

	private final JavaType anyType;

	private final JsonTypeAllowList allowed;

	private JsonCacheSerializer(JsonMapper mapper, JsonTypeAllowList allowed) {
		super(mapper);
		this.anyType = mapper.constructType(Object.class);
		this.allowed = allowed;
	}

	/**
	 * Create a serializer.
	 * @param packages the packages whose types may be read and written, besides values
	 * and collections of the JDK; their subpackages too
	 * @return the serializer
	 */
	public static JsonCacheSerializer allowing(Collection<String> packages) {
		JsonTypeAllowList allowed = new JsonTypeAllowList(packages);
		JsonMapper.Builder mapper = JsonMapper.builder().typeFactory(new AllowedTypes(allowed));
		// Lets Spring Data set up the typing of this builder, which is the format.
		GenericJacksonJsonRedisSerializer.builder(() -> mapper).enableDefaultTyping(allowed).build();
		mapper.setDefaultTyping(new JsonAllowedTyping(mapper.baseSettings().getDefaultTyper(), allowed));
		return new JsonCacheSerializer(mapper.build(), allowed);
	}

	@Override
	public byte[] serialize(@Nullable Object value) {
		if (value == null) {
			return super.serialize(null);
		}
		Class<?> type = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		if (!this.allowed.isAllowed(type.getName())) {
			throw new TypeNotAllowedException(type.getName());
		}
		byte[] json = super.serialize(value);
		return needsType(type) ? withType(type, json) : json;
	}

	private static boolean needsType(Class<?> type) {
		if (NATURAL.contains(type)) {
			return false;
		}
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		boolean finalInJava = Modifier.isFinal(element.getModifiers()) && element.getPackageName().startsWith("java");
		return element.isEnum() || ClassUtils.isPrimitiveOrWrapper(element) || finalInJava;
	}

	private static byte[] withType(Class<?> type, byte[] json) {
		ByteArrayOutputStream typed = new ByteArrayOutputStream(json.length + 40);
		typed.writeBytes(("[\"" + type.getName() + "\",").getBytes(StandardCharsets.UTF_8));
		typed.writeBytes(json);
		typed.write(']');
		return typed.toByteArray();
	}

	@Override
	protected JavaType resolveType(byte[] source, Class<?> type) {
		// Not the type that the source names: that one goes through the allow-list.
		return this.anyType;
	}

	/**
	 * Loads only classes that are allowed, wherever a name stands: a type parameter, too,
	 * would otherwise be loaded and initialized before it is refused.
	 */
	@SuppressWarnings("serial")
	private static final class AllowedTypes extends TypeFactory {

		private final transient JsonTypeAllowList allowed;

		AllowedTypes(JsonTypeAllowList allowed) {
			this.allowed = allowed;
		}

		@Override
		public TypeFactory snapshot() {
			return this;
		}

		@Override
		public Class<?> findClass(String className) throws ClassNotFoundException {
			if (!this.allowed.isAllowed(className)) {
				throw new ClassNotFoundException(className + " is not allowed");
			}
			return super.findClass(className);
		}

	}

}
