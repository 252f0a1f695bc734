/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

/**
 * What happens to registrations while Redis is away.
 */
public enum UserOutage {

	/** They are accepted and kept in the journal; conflicts are reported afterwards. */
	ACCEPT,

	/**
	 * They are refused with a {@link UserRegistryUnavailableException}, and so are
	 * changes of e-mail addresses.
	 */
	REJECT

}
