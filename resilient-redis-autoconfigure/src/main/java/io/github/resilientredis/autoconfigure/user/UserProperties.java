/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.user;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.user.UserOutage;
import io.github.resilientredis.user.UserSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the user registry.
 */
@ConfigurationProperties("resilient-redis.users")
public class UserProperties {

	/**
	 * Whether there is a registry of users.
	 */
	private boolean enabled = true;

	/**
	 * Prefix of the keys of users: of their profiles, and of what leads to them.
	 */
	private String keyPrefix = "";

	/**
	 * What happens to registrations, and changes of e-mail addresses, while Redis is
	 * away.
	 */
	private UserOutage onOutage = UserOutage.ACCEPT;

	/**
	 * How many users this node keeps copies of, to answer from while Redis is away and to
	 * put back what Redis lost. Without Redis, how many there can be.
	 */
	private int maxLocal = 100_000;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

	public UserOutage getOnOutage() {
		return this.onOutage;
	}

	public void setOnOutage(UserOutage onOutage) {
		this.onOutage = onOutage;
	}

	public int getMaxLocal() {
		return this.maxLocal;
	}

	public void setMaxLocal(int maxLocal) {
		this.maxLocal = maxLocal;
	}

	UserSettings toSettings(String libraryPrefix) {
		PropertyCheck check = new PropertyCheck("resilient-redis.users");
		check.check("key-prefix", this.keyPrefix, UserSettings.isPrefix(this.keyPrefix),
				"It must have no braces and none of *?[]\\. Use a prefix such as myapp:.");
		check.within("max-local", this.maxLocal, 1, Integer.MAX_VALUE);
		return new UserSettings(libraryPrefix, this.keyPrefix, this.onOutage, this.maxLocal);
	}

}
