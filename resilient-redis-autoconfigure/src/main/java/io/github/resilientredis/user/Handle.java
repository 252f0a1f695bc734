/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * What leads to one user.
 *
 * @param kind what it is
 * @param value what it says
 */
record Handle(String kind, String value) {

	static final String EMAIL = "email";

	/** What fields of further handles begin with, which no attribute does. */
	static final String PREFIX = "handle:";

	static Handle email(String email) {
		return new Handle(EMAIL, email);
	}

	/** The field of the profile that has it. */
	String field() {
		return this.kind.equals(EMAIL) ? EMAIL : PREFIX + this.kind;
	}

	@Override
	public String toString() {
		return "Handle[" + this.kind + "]";
	}

}
