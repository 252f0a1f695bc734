/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What Redis does not know of a user, as it is written to the journal: the user as this
 * node has them, and what of it was changed here. A newer record of a user says all that
 * the older one did. Never changed.
 *
 * @param created whether Redis may never have heard of the user
 * @param number counts the records of a node, so that it is known which came first
 * @param base the version of the copy that was changed first
 * @param changed the names of the fields that were set
 * @param removed the names of the fields that were removed
 * @param released handles that were given back, with the number of the record
 * @param state the user
 */
record UserRecord(boolean created, long number, long base, List<String> changed, List<String> removed,
		Map<Handle, Long> released, UserState state) {

	static UserRecord created(long number, UserState state) {
		return new UserRecord(true, number, state.version(), List.of(), List.of(), Map.of(), state);
	}

	/** Nothing was changed: for a Redis that lost it. */
	static UserRecord copy(UserState state) {
		return new UserRecord(false, 0, state.version(), List.of(), List.of(), Map.of(), state);
	}

	/** The first change of a user that Redis has. */
	static UserRecord changed(long number, UserState copy, Map<String, String> set, List<String> removed) {
		return new UserRecord(false, number, copy.version(), List.of(), List.of(), Map.of(), copy).and(number, set,
				removed);
	}

	/** One more change. */
	UserRecord and(long next, Map<String, String> set, List<String> gone) {
		List<String> allSet = new ArrayList<>(this.changed);
		List<String> allGone = new ArrayList<>(this.removed);
		Map<Handle, Long> free = new LinkedHashMap<>(this.released);
		move(set.keySet(), allGone, allSet);
		move(gone, allSet, allGone);
		String email = set.get(Handle.EMAIL);
		if (email != null && !email.equals(this.state.email())) {
			free.put(Handle.email(this.state.email()), next);
			free.remove(Handle.email(email));
		}
		return new UserRecord(this.created, next, this.base, allSet, allGone, free, this.state.changed(set, gone));
	}

	private static void move(Iterable<String> names, List<String> from, List<String> to) {
		for (String name : names) {
			from.remove(name);
			if (!to.contains(name)) {
				to.add(name);
			}
		}
	}

	/** Whether it says nothing that Redis did not know once. */
	boolean isCopy() {
		return !this.created && this.changed.isEmpty() && this.removed.isEmpty();
	}

	/** Whether this gave a handle back before another record was made. */
	boolean releasedBefore(Handle handle, long other) {
		Long at = this.released.get(handle);
		return at != null && at < other;
	}

	/** The change of what is in Redis; all of it where that has an older version. */
	UserChange change() {
		Map<String, String> set = new LinkedHashMap<>();
		this.changed.forEach((name) -> {
			String value = this.state.fields().get(name);
			if (value != null) {
				set.put(name, value);
			}
		});
		return new UserChange(this.state.id(), set, this.removed, this.base, this.state.fields(), false);
	}

	byte[] encode() {
		return UserCodec.encode((out) -> {
			out.writeByte(1);
			out.writeBoolean(this.created);
			out.writeLong(this.number);
			out.writeLong(this.base);
			UserCodec.put(out, names(this.changed));
			UserCodec.put(out, names(this.removed));
			out.writeInt(this.released.size());
			for (Map.Entry<Handle, Long> each : this.released.entrySet()) {
				UserCodec.put(out, each.getKey().kind());
				UserCodec.put(out, each.getKey().value());
				out.writeLong(each.getValue());
			}
			UserCodec.put(out, this.state.id());
			UserCodec.put(out, this.state.fields());
		});
	}

	private static Map<String, String> names(List<String> names) {
		Map<String, String> all = new LinkedHashMap<>();
		names.forEach((name) -> all.put(name, ""));
		return all;
	}

	/**
	 * Read a record.
	 * @return the record; {@code null} if it is none that this version understands
	 */
	static @Nullable UserRecord of(byte[] payload) {
		try {
			DataInputStream in = UserCodec.decode(payload);
			if (in.readByte() != 1) {
				return null;
			}
			return new UserRecord(in.readBoolean(), in.readLong(), in.readLong(),
					List.copyOf(UserCodec.texts(in).keySet()), List.copyOf(UserCodec.texts(in).keySet()), released(in),
					new UserState(UserCodec.text(in), UserCodec.texts(in)));
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static Map<Handle, Long> released(DataInputStream in) throws IOException {
		Map<Handle, Long> released = new LinkedHashMap<>();
		for (int left = in.readInt(); left > 0; left--) {
			released.put(new Handle(UserCodec.text(in), UserCodec.text(in)), in.readLong());
		}
		return released;
	}

	@Override
	public String toString() {
		return "UserRecord[" + this.state.id() + "]";
	}

}
