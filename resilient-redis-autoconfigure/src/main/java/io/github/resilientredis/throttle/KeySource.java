/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whom or what a limit is counted for, as configured. Immutable.
 *
 * @param text as it was written
 * @param parts what is combined, at least one
 * @param explicit whether it was configured; otherwise it is a default, which a key given
 * by {@link Throttled} replaces
 */
public record KeySource(String text, List<Part> parts, boolean explicit) {

	private static final Pattern BEAN = Pattern.compile("@([A-Za-z_][\\w.-]*)");

	private static final Pattern HEADER = Pattern.compile("header:\\s*([A-Za-z0-9._-]+)");

	private static final Set<String> VARIABLES = Set.of("#request", "#ip", "#user");

	public KeySource {
		parts = List.copyOf(parts);
	}

	/**
	 * The address of the client, because nothing else was configured.
	 * @return the default
	 */
	public static KeySource unset() {
		return new KeySource("ip", List.of(new Part(Kind.IP, "")), false);
	}

	/**
	 * Read what was configured: {@code ip}, {@code user}, {@code session},
	 * {@code global}, {@code header:NAME}, {@code @bean}, several of these with
	 * {@code +}, or else SpEL.
	 * @param text the text
	 * @return what it means
	 * @throws IllegalArgumentException if it means nothing; its message is a sentence
	 */
	public static KeySource parse(String text) {
		List<Part> parts = new ArrayList<>();
		for (String word : text.split("\\+", -1)) {
			Part part = known(word.strip());
			if (part == null) {
				Expressions.parse(text, VARIABLES);
				return new KeySource(text, List.of(new Part(Kind.EXPRESSION, text)), true);
			}
			parts.add(part);
		}
		return new KeySource(text, parts, true);
	}

	private static @Nullable Part known(String word) {
		Matcher header = HEADER.matcher(word);
		if (header.matches()) {
			return new Part(Kind.HEADER, header.group(1));
		}
		Matcher bean = BEAN.matcher(word);
		if (bean.matches()) {
			return new Part(Kind.BEAN, bean.group(1));
		}
		return switch (word.toLowerCase(Locale.ROOT)) {
			case "ip" -> new Part(Kind.IP, "");
			case "user" -> new Part(Kind.USER, "");
			case "session" -> new Part(Kind.SESSION, "");
			case "global" -> new Part(Kind.GLOBAL, "");
			default -> null;
		};
	}

	/**
	 * Whether it is the same for everyone, so that no request is needed.
	 * @return whether all parts are {@link Kind#GLOBAL}
	 */
	public boolean isGlobal() {
		return this.parts.stream().allMatch((part) -> part.kind() == Kind.GLOBAL);
	}

	/**
	 * Whether it can be known before anybody looked who the user is.
	 * @return whether no part needs more than the bare request
	 */
	public boolean isEarly() {
		return this.parts.stream().allMatch((part) -> part.kind().early);
	}

	/**
	 * What is combined.
	 *
	 * @param kind what it is
	 * @param argument the name of the header or bean, the expression, or empty
	 */
	public record Part(Kind kind, String argument) {

	}

	/** Where a part comes from. */
	public enum Kind {

		/** The address of the client. */
		IP(true),

		/** Who is signed in, otherwise the address. */
		USER(false),

		/** The session if there is one, otherwise the address. */
		SESSION(false),

		/** The same for everyone. */
		GLOBAL(true),

		/** A header of the request, otherwise the address. */
		HEADER(true),

		/** SpEL, otherwise the address. */
		EXPRESSION(false),

		/** A bean, otherwise the address. */
		BEAN(false);

		private final boolean early;

		Kind(boolean early) {
			this.early = early;
		}

	}

}
