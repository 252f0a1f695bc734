/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import io.github.resilientredis.session.SessionFallback;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of sessions, besides Spring's own below {@code spring.session}.
 */
@ConfigurationProperties("resilient-redis.session")
public class ResilientSessionProperties {

	/**
	 * Whether HTTP sessions go on working while Redis is away.
	 */
	private boolean enabled = true;

	/**
	 * What takes the place of Redis while it is away: "local", what this node knows, for
	 * clients that stay with one node; "jdbc", the database, into which every change is
	 * written in all states; "none", nothing, requests that need a session are answered
	 * 503.
	 */
	private SessionFallback fallback = SessionFallback.LOCAL;

	/**
	 * How many sessions this node keeps in memory at most. Beyond it, those that were not
	 * used for longest are dropped.
	 */
	private int maxLocalSessions = 100_000;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public SessionFallback getFallback() {
		return this.fallback;
	}

	public void setFallback(SessionFallback fallback) {
		this.fallback = fallback;
	}

	public int getMaxLocalSessions() {
		return this.maxLocalSessions;
	}

	public void setMaxLocalSessions(int maxLocalSessions) {
		this.maxLocalSessions = maxLocalSessions;
	}

}
