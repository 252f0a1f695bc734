/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Locale;

/**
 * E-mail addresses and user names, which are equal in any case.
 */
final class Logins {

	private Logins() {
	}

	static String normalize(String login) {
		return login.toLowerCase(Locale.ROOT);
	}

	static boolean isEmail(String login) {
		return login.indexOf('@') >= 0;
	}

}
