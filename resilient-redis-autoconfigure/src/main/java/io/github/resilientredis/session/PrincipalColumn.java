/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of principals as they fit into column {@code PRINCIPAL_NAME}: as they are, or
 * their SHA-256 digest if they are too long or cannot be stored. Only equal names have
 * equal columns: what looks like a digest is digested, too.
 */
final class PrincipalColumn {

	/** What Spring Session's schema has room for. */
	private static final int MAX_LENGTH = 100;

	private static final String DIGEST = "sha256:";

	private PrincipalColumn() {
	}

	static String of(String principal) {
		boolean fits = principal.length() <= MAX_LENGTH && principal.indexOf('\0') < 0;
		return (fits && !principal.startsWith(DIGEST)) ? principal : DIGEST + digest(principal);
	}

	private static String digest(String principal) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(principal.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
