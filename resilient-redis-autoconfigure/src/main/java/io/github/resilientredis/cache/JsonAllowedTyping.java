/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeResolverBuilder;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Typing that refuses to write what it would refuse to read: Jackson asks its validator
 * about the names that it reads only.
 */
final class JsonAllowedTyping implements TypeResolverBuilder<JsonAllowedTyping> {

	private final TypeResolverBuilder<?> typing;

	private final JsonTypeAllowList allowed;

	JsonAllowedTyping(TypeResolverBuilder<?> typing, JsonTypeAllowList allowed) {
		this.typing = typing;
		this.allowed = allowed;
	}

	@Override
	public @Nullable TypeSerializer buildTypeSerializer(SerializationContext context, JavaType baseType,
			Collection<NamedType> subtypes) {
		TypeSerializer serializer = this.typing.buildTypeSerializer(context, baseType, subtypes);
		return (serializer != null) ? new JsonAllowedTypeSerializer(serializer, this.allowed) : null;
	}

	@Override
	public @Nullable TypeDeserializer buildTypeDeserializer(DeserializationContext context, JavaType baseType,
			Collection<NamedType> subtypes) {
		return this.typing.buildTypeDeserializer(context, baseType, subtypes);
	}

	@Override
	public @Nullable Class<?> getDefaultImpl() {
		return this.typing.getDefaultImpl();
	}

	@Override
	public JsonAllowedTyping init(JsonTypeInfo.Value settings, TypeIdResolver names) {
		return new JsonAllowedTyping(this.typing.init(settings, names), this.allowed);
	}

	@Override
	public JsonAllowedTyping withDefaultImpl(Class<?> defaultImpl) {
		return new JsonAllowedTyping(this.typing.withDefaultImpl(defaultImpl), this.allowed);
	}

	@Override
	public JsonAllowedTyping withSettings(JsonTypeInfo.Value settings) {
		return new JsonAllowedTyping(this.typing.withSettings(settings), this.allowed);
	}

}
