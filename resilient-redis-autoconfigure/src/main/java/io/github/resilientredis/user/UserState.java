/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A user as in the hash in Redis. The fields are {@code id}, {@code email}, {@code name},
 * {@code plan}, {@code joinedAt}, {@code version}, further handles as
 * {@code handle:<kind>}, and the attributes. The version is counted up with each change,
 * so that of two copies it is known which is newer. Never changed.
 *
 * @param id the id
 * @param fields all fields
 */
record UserState(String id, Map<String, String> fields) {

	static final String JOINED_AT = "joinedAt";

	static final String VERSION = "version";

	static final String NAME = "name";

	static final String PLAN = "plan";

	/** Fields that no attribute can be. */
	static final Set<String> RESERVED = Set.of("id", Handle.EMAIL, NAME, PLAN, JOINED_AT, VERSION);

	/**
	 * What was found, also if somebody else wrote it.
	 * @return the user; {@code null} if it is none, since nothing leads to it
	 */
	static @Nullable UserState of(String id, Map<String, String> fields) {
		return fields.containsKey(Handle.EMAIL) ? new UserState(id, fields) : null;
	}

	static UserState of(NewUser user, String id, Instant joinedAt) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("id", id);
		fields.put(Handle.EMAIL, user.email());
		fields.put(NAME, user.name());
		fields.put(PLAN, user.plan());
		fields.put(JOINED_AT, joinedAt.toString());
		fields.put(VERSION, "1");
		user.handles().forEach((kind, value) -> fields.put(Handle.PREFIX + kind, value));
		fields.putAll(user.attributes());
		return new UserState(id, fields);
	}

	String email() {
		return get(Handle.EMAIL, "");
	}

	String joinedAt() {
		return get(JOINED_AT, "");
	}

	long version() {
		try {
			return Long.parseLong(get(VERSION, "0"));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	boolean has(Handle handle) {
		return handle.value().equals(this.fields.get(handle.field()));
	}

	/** The e-mail address first. */
	List<Handle> handles() {
		List<Handle> all = new ArrayList<>();
		all.add(Handle.email(email()));
		this.fields.forEach((field, value) -> {
			if (field.startsWith(Handle.PREFIX)) {
				all.add(new Handle(field.substring(Handle.PREFIX.length()), value));
			}
		});
		return all;
	}

	/** How many attributes it has. */
	int attributes() {
		return (int) this.fields.keySet().stream().filter(UserState::isAttribute).count();
	}

	UserState changed(Map<String, String> set, Collection<String> removed) {
		Map<String, String> all = new LinkedHashMap<>(this.fields);
		all.putAll(set);
		all.keySet().removeAll(removed);
		all.put(VERSION, String.valueOf(version() + 1));
		return new UserState(this.id, all);
	}

	UserProfile profile() {
		Map<String, String> attributes = new LinkedHashMap<>();
		Map<String, String> handles = new LinkedHashMap<>();
		this.fields.forEach((field, value) -> {
			if (field.startsWith(Handle.PREFIX)) {
				handles.put(field.substring(Handle.PREFIX.length()), value);
			}
			else if (isAttribute(field)) {
				attributes.put(field, value);
			}
		});
		return new UserProfile(this.id, email(), get(NAME, ""), get(PLAN, NewUser.DEFAULT_PLAN), joined(), attributes,
				handles);
	}

	private Instant joined() {
		try {
			return Instant.parse(joinedAt());
		}
		catch (DateTimeParseException ex) {
			// Somebody else wrote it. A user who cannot be shown helps nobody.
			return Instant.EPOCH;
		}
	}

	private static boolean isAttribute(String field) {
		return !RESERVED.contains(field) && !field.startsWith(Handle.PREFIX);
	}

	private String get(String field, String otherwise) {
		return this.fields.getOrDefault(field, otherwise);
	}

	@Override
	public String toString() {
		return "UserState[" + this.id + "]";
	}

}
