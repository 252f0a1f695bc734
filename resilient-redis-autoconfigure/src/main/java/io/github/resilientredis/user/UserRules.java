/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What users may look like. What is wrong is named, never repeated: messages may be
 * logged. Stateless.
 */
final class UserRules {

	static final int MAX_ATTRIBUTES = 32;

	static final int MAX_HANDLES = 8;

	static final int MAX_VALUE = 2048;

	private static final int MAX_EMAIL = 254;

	private static final int MAX_NAME = 100;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final Pattern PLAN = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

	private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

	private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

	private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{C}\\p{Z}@:;,\"<>()\\[\\]\\\\]{1,64}");

	private static final Pattern DOMAIN = Pattern
		.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	private UserRules() {
	}

	static boolean isId(String id) {
		Assert.notNull(id, "'id' must not be null");
		return ID.matcher(id).matches();
	}

	static NewUser checked(NewUser user) {
		Assert.notNull(user, "'newUser' must not be null");
		Map<String, String> handles = new LinkedHashMap<>();
		user.handles().forEach((kind, value) -> handles.put(kind(kind), handle(kind, value)));
		Assert.isTrue(handles.size() <= MAX_HANDLES, "There must be no more than " + MAX_HANDLES + " handles");
		user.attributes().forEach(UserRules::attribute);
		Assert.isTrue(user.attributes().size() <= MAX_ATTRIBUTES,
				"There must be no more than " + MAX_ATTRIBUTES + " attributes");
		return new NewUser(email(user.email()), name(user.name()), plan(user.plan()), user.attributes(), handles);
	}

	static String email(String email) {
		Assert.notNull(email, "'email' must not be null");
		String normalized = normalizedEmail(email);
		Assert.notNull(normalized, "'email' must be an e-mail address of up to " + MAX_EMAIL
				+ " characters, without quotes, and with an international domain in its xn-- form");
		return normalized;
	}

	/**
	 * Trimmed, composed, and the domain in lower case.
	 * @return the address; {@code null} if nobody can have it
	 */
	static @Nullable String normalizedEmail(String email) {
		if (email.length() > 2 * MAX_EMAIL) {
			return null;
		}
		String trimmed = Normalizer.normalize(email.strip(), Normalizer.Form.NFC);
		int at = trimmed.lastIndexOf('@');
		if (at < 1 || trimmed.length() > MAX_EMAIL) {
			return null;
		}
		String local = trimmed.substring(0, at);
		String domain = trimmed.substring(at + 1).toLowerCase(Locale.ROOT);
		return (LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches()) ? local + '@' + domain : null;
	}

	static String name(String name) {
		Assert.notNull(name, "'name' must not be null");
		String trimmed = name.strip();
		Assert.isTrue(!trimmed.isEmpty() && trimmed.length() <= MAX_NAME && isPrintable(trimmed),
				"'name' must be 1 to " + MAX_NAME + " characters without line breaks or other control characters");
		return trimmed;
	}

	static String plan(String plan) {
		Assert.notNull(plan, "'plan' must not be null");
		Assert.isTrue(PLAN.matcher(plan).matches(),
				"'plan' must be 1 to 32 lower-case letters, digits, dashes or underscores, such as 'free'");
		return plan;
	}

	/** Whether somebody can have this handle. */
	static boolean isHandle(String kind, String value) {
		Assert.notNull(kind, "'kind' must not be null");
		Assert.notNull(value, "'value' must not be null");
		return KIND.matcher(kind).matches() && isHandleValue(value);
	}

	private static String kind(String kind) {
		Assert.isTrue(kind != null && KIND.matcher(kind).matches() && !kind.equals(Handle.EMAIL),
				"The kind of a handle must be 1 to 32 lower-case letters, digits or dashes, and not 'email'");
		return kind;
	}

	private static String handle(String kind, String value) {
		Assert.isTrue(value != null && isHandleValue(value), () -> "The handle '" + kind + "' must be 1 to " + MAX_EMAIL
				+ " characters without white space or control characters");
		return value;
	}

	private static boolean isHandleValue(String value) {
		return !value.isEmpty() && value.length() <= MAX_EMAIL && isPrintable(value)
				&& value.chars().noneMatch((c) -> Character.isWhitespace(c) || Character.isSpaceChar(c));
	}

	static void attributeName(String name) {
		Assert.isTrue(name != null && ATTRIBUTE.matcher(name).matches(), "The name of an attribute must begin with a"
				+ " letter and be 1 to 64 letters, digits, dots, dashes or underscores");
		Assert.isTrue(!UserState.RESERVED.contains(name),
				() -> "The attribute '" + name + "' must have another name, as this one is a field of every profile");
	}

	static void attribute(String name, String value) {
		attributeName(name);
		Assert.isTrue(value != null && value.length() <= MAX_VALUE && isText(value),
				() -> "The attribute '" + name + "' must be up to " + MAX_VALUE + " characters of well-formed text");
	}

	private static boolean isPrintable(String text) {
		return isText(text) && text.codePoints().noneMatch((c) -> {
			int type = Character.getType(c);
			return Character.isISOControl(c) || type == Character.FORMAT || type == Character.LINE_SEPARATOR
					|| type == Character.PARAGRAPH_SEPARATOR;
		});
	}

	/** Whether it is the same text after a journey through bytes. */
	private static boolean isText(String text) {
		return text.codePoints().noneMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
	}

}
