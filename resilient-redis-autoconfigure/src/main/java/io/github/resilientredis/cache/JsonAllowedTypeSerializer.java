/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes the names of types that are allowed, as another type serializer does.
 */
final class JsonAllowedTypeSerializer extends TypeSerializer {

	private final TypeSerializer types;

	private final JsonTypeAllowList allowed;

	JsonAllowedTypeSerializer(TypeSerializer types, JsonTypeAllowList allowed) {
		this.types = types;
		this.allowed = allowed;
	}

	@Override
	public WritableTypeId writeTypePrefix(JsonGenerator json, SerializationContext context, WritableTypeId typeId) {
		String name = (typeId.forValueType != null)
				? getTypeIdResolver().idFromValueAndType(context, typeId.forValue, typeId.forValueType)
				: getTypeIdResolver().idFromValue(context, typeId.forValue);
		if (name != null && !this.allowed.isAllowed(name)) {
			throw new TypeNotAllowedException(name);
		}
		return this.types.writeTypePrefix(json, context, typeId);
	}

	@Override
	public WritableTypeId writeTypeSuffix(JsonGenerator json, SerializationContext context, WritableTypeId typeId) {
		return this.types.writeTypeSuffix(json, context, typeId);
	}

	@Override
	public TypeSerializer forProperty(SerializationContext context, BeanProperty property) {
		return new JsonAllowedTypeSerializer(this.types.forProperty(context, property), this.allowed);
	}

	@Override
	public JsonTypeInfo.As getTypeInclusion() {
		return this.types.getTypeInclusion();
	}

	@Override
	public String getPropertyName() {
		return this.types.getPropertyName();
	}

	@Override
	public TypeIdResolver getTypeIdResolver() {
		return this.types.getTypeIdResolver();
	}

}
