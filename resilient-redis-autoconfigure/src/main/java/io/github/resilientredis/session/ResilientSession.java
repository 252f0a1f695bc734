/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * A session as one request sees it. Attributes are objects of its own, read from bytes
 * when it was found, so that no request sees what another does to them before it is
 * saved; a change inside of an attribute's object is saved only if the attribute is set
 * again, or as the save mode says. Not thread-safe, as any session of Spring Session.
 */
public final class ResilientSession implements Session {

	private final Context context;

	private final Map<String, Object> attributes = new HashMap<>();

	private final Set<String> changed = new HashSet<>();

	private final long createdAt;

	/** The last use that was known when it was found. */
	private final long foundAccessedAt;

	private String id;

	private String savedId;

	private long accessedAt;

	private int maxInactive;

	private int savedMaxInactive;

	private @Nullable String foundPrincipal;

	private boolean isNew;

	private boolean touched;

	private boolean ended;

	/** A new one. */
	ResilientSession(Context context, String id, long now, int maxInactive) {
		this(context, id, now, now, maxInactive);
		this.isNew = true;
	}

	/** One that was found; fails as the serializer does. */
	ResilientSession(Context context, StoredSession stored) {
		this(context, stored.id(), stored.createdAt(), stored.accessedAt(), stored.maxInactive());
		stored.attributes().forEach((name, bytes) -> {
			Object value = context.format().value(bytes);
			if (value != null) {
				this.attributes.put(name, value);
			}
		});
		if (context.saveMode() == SaveMode.ALWAYS) {
			this.changed.addAll(this.attributes.keySet());
		}
		this.foundPrincipal = context.principal(this);
	}

	private ResilientSession(Context context, String id, long createdAt, long accessedAt, int maxInactive) {
		this.context = context;
		this.id = id;
		this.savedId = id;
		this.createdAt = createdAt;
		this.foundAccessedAt = accessedAt;
		this.accessedAt = accessedAt;
		this.maxInactive = maxInactive;
		this.savedMaxInactive = maxInactive;
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public String changeSessionId() {
		this.id = this.context.newId();
		return this.id;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T getAttribute(String attributeName) {
		Object value = this.attributes.get(attributeName);
		if (value != null && this.context.saveMode() == SaveMode.ON_GET_ATTRIBUTE) {
			this.changed.add(attributeName);
		}
		return (T) value;
	}

	@Override
	public Set<String> getAttributeNames() {
		return new HashSet<>(this.attributes.keySet());
	}

	@Override
	public void setAttribute(String attributeName, @Nullable Object attributeValue) {
		if (attributeValue != null) {
			this.attributes.put(attributeName, attributeValue);
		}
		else {
			this.attributes.remove(attributeName);
		}
		this.changed.add(attributeName);
		this.context.flush(this);
	}

	@Override
	public void removeAttribute(String attributeName) {
		setAttribute(attributeName, null);
	}

	@Override
	public Instant getCreationTime() {
		return Instant.ofEpochMilli(this.createdAt);
	}

	@Override
	public void setLastAccessedTime(Instant lastAccessedTime) {
		this.accessedAt = lastAccessedTime.toEpochMilli();
		this.touched = true;
		this.context.flush(this);
	}

	@Override
	public Instant getLastAccessedTime() {
		return Instant.ofEpochMilli(this.accessedAt);
	}

	@Override
	public void setMaxInactiveInterval(Duration interval) {
		this.maxInactive = seconds(interval);
		this.context.flush(this);
	}

	@Override
	public Duration getMaxInactiveInterval() {
		return Duration.ofSeconds(this.maxInactive);
	}

	@Override
	public boolean isExpired() {
		return this.maxInactive >= 0
				&& StoredSession.expiry(this.accessedAt, this.maxInactive) <= this.context.clock().millis();
	}

	/** As sessions are stored: whole seconds, in an int. */
	static int seconds(Duration interval) {
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, interval.getSeconds()));
	}

	boolean isNew() {
		return this.isNew;
	}

	boolean isRenamed() {
		return !this.id.equals(this.savedId);
	}

	/** The id under which it was found or last saved. */
	String savedId() {
		return this.savedId;
	}

	boolean isIntervalChanged() {
		return this.maxInactive != this.savedMaxInactive;
	}

	boolean isChanged() {
		return !this.changed.isEmpty() || isIntervalChanged();
	}

	boolean isTouched() {
		return this.touched;
	}

	long foundAccessedAt() {
		return this.foundAccessedAt;
	}

	/** Whose it was when it was found or last saved, {@code null} if unknown. */
	@Nullable String foundPrincipal() {
		return this.foundPrincipal;
	}

	SessionTouch touch() {
		return new SessionTouch(this.id, this.accessedAt, this.maxInactive);
	}

	/** What has changed; fails as the serializer does. */
	SessionChange change() {
		Map<String, byte[]> values = new HashMap<>();
		this.changed.forEach((name) -> values.put(name, this.context.format().bytes(this.attributes.get(name))));
		return new SessionChange(this.accessedAt, this.maxInactive, values);
	}

	/** All of it; fails as the serializer does. */
	StoredSession stored() {
		Map<String, byte[]> values = new HashMap<>();
		this.attributes.forEach((name, value) -> values.put(name, this.context.format().bytes(value)));
		return new StoredSession(this.id, this.createdAt, this.accessedAt, this.maxInactive, values);
	}

	/** It was found to have ended when it was saved; whatever comes later is dropped. */
	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * It was saved.
	 * @param principal whose it is, {@code null} if unknown
	 * @param lives whether it is a session still
	 */
	void saved(@Nullable String principal, boolean lives) {
		this.foundPrincipal = principal;
		this.ended = !lives;
		this.isNew = false;
		this.touched = false;
		this.changed.clear();
		this.savedId = this.id;
		this.savedMaxInactive = this.maxInactive;
	}

	/** What all sessions of a repository have in common. */
	interface Context {

		SessionFormat format();

		SaveMode saveMode();

		Clock clock();

		String newId();

		/** Whose it is; {@code null} if nobody's, or if that is of no interest. */
		@Nullable String principal(ResilientSession session);

		/** Save it now, if the flush mode says so. */
		void flush(ResilientSession session);

	}

}
