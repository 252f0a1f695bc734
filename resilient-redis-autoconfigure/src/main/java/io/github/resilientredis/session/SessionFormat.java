/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.RedisSerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The fields of a session's hash, byte by byte as Spring Session writes them: times and
 * the interval as {@code Long} and {@code Integer}, each value through the session
 * serializer, a removed attribute as an empty value. Unknown fields are left alone.
 * Immutable.
 */
final class SessionFormat {

	static final String ATTRIBUTE = "sessionAttr:";

	static final String INTERVAL = "maxInactiveInterval";

	private static final String CREATED = "creationTime";

	private static final String ACCESSED = "lastAccessedTime";

	private static final Set<String> OWN = Set.of(CREATED, ACCESSED, INTERVAL);

	private static final byte[] REMOVED = {};

	private final RedisSerializer<Object> serializer;

	SessionFormat(RedisSerializer<Object> serializer) {
		this.serializer = serializer;
	}

	/** Fails as the serializer does, if it cannot. */
	byte[] bytes(@Nullable Object value) {
		byte[] bytes = (value != null) ? this.serializer.serialize(value) : null;
		return (bytes != null) ? bytes : REMOVED;
	}

	/** Fails as the serializer does, if it cannot. */
	@Nullable Object value(byte[] bytes) {
		return (bytes.length > 0) ? this.serializer.deserialize(bytes) : null;
	}

	static byte[] name(String field) {
		return field.getBytes(UTF_8);
	}

	/** All fields, by turns with their values, the last use first. */
	List<byte[]> fields(StoredSession session) {
		List<byte[]> fields = new ArrayList<>(2 * session.attributes().size() + 6);
		add(fields, ACCESSED, bytes(session.accessedAt()));
		add(fields, INTERVAL, bytes(session.maxInactive()));
		add(fields, CREATED, bytes(session.createdAt()));
		session.attributes().forEach((name, value) -> add(fields, ATTRIBUTE + name, value));
		return fields;
	}

	/**
	 * The changed fields, by turns with their values: the last use, the interval if it
	 * has changed, the attributes.
	 */
	List<byte[]> fields(SessionChange change, boolean intervalChanged) {
		List<byte[]> fields = new ArrayList<>(2 * change.attributes().size() + 4);
		add(fields, ACCESSED, bytes(change.accessedAt()));
		if (intervalChanged) {
			add(fields, INTERVAL, bytes(change.maxInactive()));
		}
		change.attributes().forEach((name, value) -> add(fields, ATTRIBUTE + name, value));
		return fields;
	}

	/** The field of the last use and its value. */
	List<byte[]> lastUse(long accessedAt) {
		return List.of(name(ACCESSED), bytes(accessedAt));
	}

	private static void add(List<byte[]> fields, String name, byte[] value) {
		fields.add(name(name));
		fields.add(value);
	}

	/**
	 * Read a session.
	 * @param fields fields by turns with their values, of which there are some
	 * @throws RuntimeException if they are no session, or not one of this serializer
	 */
	StoredSession read(String id, List<?> fields) {
		Map<String, byte[]> attributes = new HashMap<>();
		Map<String, byte[]> own = new HashMap<>();
		for (int i = 0; i + 1 < fields.size(); i += 2) {
			String field = new String((byte[]) fields.get(i), UTF_8);
			byte[] value = (byte[]) fields.get(i + 1);
			if (!field.startsWith(ATTRIBUTE)) {
				own.put(field, value);
			}
			else if (value.length > 0) {
				attributes.put(field.substring(ATTRIBUTE.length()), value);
			}
		}
		return new StoredSession(id, number(own, CREATED), number(own, ACCESSED), (int) number(own, INTERVAL),
				attributes);
	}

	/** Of a session's fields those that mean nothing here, by turns with their values. */
	static List<byte[]> others(List<?> fields) {
		List<byte[]> others = new ArrayList<>();
		for (int i = 0; i + 1 < fields.size(); i += 2) {
			String field = new String((byte[]) fields.get(i), UTF_8);
			if (!field.startsWith(ATTRIBUTE) && !OWN.contains(field)) {
				add(others, field, (byte[]) fields.get(i + 1));
			}
		}
		return others;
	}

	private long number(Map<String, byte[]> fields, String name) {
		byte[] bytes = fields.get(name);
		Object value = (bytes != null) ? value(bytes) : null;
		if (value instanceof Number number) {
			return number.longValue();
		}
		throw new IllegalStateException(name + " is missing or no number");
	}

}
