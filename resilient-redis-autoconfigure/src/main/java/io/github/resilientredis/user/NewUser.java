/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Someone who wants to register. Checked when they do.
 *
 * @param email the e-mail address
 * @param name the name that is shown, 1 to 100 characters
 * @param plan the plan, such as {@code free}, {@code plus} or {@code premium}
 * @param attributes what else is to be kept, up to 32 values of up to 2048 characters
 * @param handles further handles that nobody else may have, by kind; each leads to the
 * user by {@link UserRegistry#getByHandle}
 */
public record NewUser(String email, String name, String plan, Map<String, String> attributes,
		Map<String, String> handles) {

	/** The plan of those who say nothing about it. */
	public static final String DEFAULT_PLAN = "free";

	public NewUser {
		Assert.notNull(email, "'email' must not be null");
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(plan, "'plan' must not be null");
		Assert.notNull(attributes, "'attributes' must not be null");
		Assert.notNull(handles, "'handles' must not be null");
		attributes = new LinkedHashMap<>(attributes);
		handles = new LinkedHashMap<>(handles);
	}

	/**
	 * A user with nothing but an address and a name.
	 * @param email the e-mail address
	 * @param name the name that is shown
	 * @return the user, with the plan {@value #DEFAULT_PLAN}
	 */
	public static NewUser of(String email, String name) {
		return new NewUser(email, name, DEFAULT_PLAN, Map.of(), Map.of());
	}

	/**
	 * The same with another plan.
	 * @param plan the plan
	 * @return a new value
	 */
	public NewUser withPlan(String plan) {
		return new NewUser(this.email, this.name, plan, this.attributes, this.handles);
	}

	/**
	 * The same with one more attribute.
	 * @param name the attribute's name
	 * @param value its value
	 * @return a new value
	 */
	public NewUser withAttribute(String name, String value) {
		Map<String, String> all = new LinkedHashMap<>(this.attributes);
		all.put(name, value);
		return new NewUser(this.email, this.name, this.plan, all, this.handles);
	}

	/**
	 * The same with one more handle.
	 * @param kind what kind of handle
	 * @param value the handle
	 * @return a new value
	 */
	public NewUser withHandle(String kind, String value) {
		Map<String, String> all = new LinkedHashMap<>(this.handles);
		all.put(kind, value);
		return new NewUser(this.email, this.name, this.plan, this.attributes, all);
	}

	/** Says nothing about the user: it may be logged. */
	@Override
	public String toString() {
		return "NewUser[]";
	}

}
