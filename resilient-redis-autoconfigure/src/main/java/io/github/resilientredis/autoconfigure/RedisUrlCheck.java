/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Refuses a {@code spring.data.redis.url} that cannot work, before Spring Boot meets it:
 * Spring Boot's own messages show the whole URL, with the password in it, or do not say
 * which property is wrong.
 */
public final class RedisUrlCheck {

	private static final String EXAMPLE = "redis://user:password@redis.example.com:6379/0";

	private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?(//)?.*@", Pattern.DOTALL);

	/** Host, port and path; anything else could be a part of a password. */
	private static final Pattern SAFE = Pattern.compile("^[^:?#\\s]*(:\\d{1,6})?(/\\w{0,20})?$");

	private RedisUrlCheck() {
	}

	/**
	 * Check a URL.
	 * @param url the value of the property
	 * @throws UnusableRedisUrlException if it cannot work
	 */
	static void check(String url) {
		URI uri = parse(url);
		String scheme = uri.getScheme();
		if (!"redis".equals(scheme) && !"rediss".equals(scheme)) {
			throw new UnusableRedisUrlException(masked(url),
					(scheme == null) ? "It has no scheme." : "It has the scheme '" + scheme + "'.",
					"Begin it with 'redis://', or with 'rediss://' for TLS, such as " + EXAMPLE + ".");
		}
		if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
			throw new UnusableRedisUrlException(masked(url),
					"It has no host, one with an underscore, or no port that can be.", "Write it as " + EXAMPLE
							+ ". In user and password, write characters such as @ : / # % as %40 %3A %2F %23 %25.");
		}
		String database = (uri.getPath() != null) ? uri.getPath().replaceFirst("^/", "") : "";
		if (!database.isEmpty() && !database.matches("\\d{1,9}")) {
			throw new UnusableRedisUrlException(masked(url), "Its path is not the number of a database.",
					"Let it end with the port, or with the number of a database, as in " + EXAMPLE + ".");
		}
	}

	private static URI parse(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			// Its message repeats the URL.
			throw new UnusableRedisUrlException(masked(url),
					"It is not a URL (at character " + (ex.getIndex() + 1) + ").", "Write it as " + EXAMPLE
							+ ". In user and password, write characters such as @ : / # % as %40 %3A %2F %23 %25.");
		}
	}

	/**
	 * A URL to be shown. What could be a password is left out, which in a malformed URL
	 * may be nearly everything.
	 * @param url a URL, or what was meant to be one
	 * @return the URL without user, password and whatever cannot be told from them
	 */
	public static String masked(String url) {
		boolean credentials = url.indexOf('@') >= 0;
		String scheme = url.matches("(?s)[A-Za-z][A-Za-z0-9+.-]{0,20}://.*") ? url.substring(0, url.indexOf("://") + 3)
				: "";
		String rest = credentials ? USER_INFO.matcher(url).replaceFirst("") : url.substring(scheme.length());
		return scheme + (credentials ? "***@" : "") + (SAFE.matcher(rest).matches() ? rest : "***");
	}

}
