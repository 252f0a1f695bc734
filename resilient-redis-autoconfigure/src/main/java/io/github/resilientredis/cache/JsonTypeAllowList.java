/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * The types that JSON from Redis may name: those of the packages it is given, and the
 * values and collections of the JDK. Decides by name, before a class is loaded; of arrays
 * and generic types every part is looked at.
 */
final class JsonTypeAllowList extends PolymorphicTypeValidator.Base {

	private static final long serialVersionUID = 1L;

	private static final Pattern JDK_VALUES = Pattern
		.compile("[ZBCSIJFD]|java\\.lang\\.(Boolean|Byte|Character|Double|Float|Integer|Long|Short|String|Object)"
				+ "|java\\.math\\.Big(Decimal|Integer)|java\\.time\\.([a-z]+\\.)?[A-Za-z]+|java\\.net\\.URI"
				+ "|java\\.util\\.(BitSet|Currency|Date|Locale|Optional[A-Za-z]*|UUID)"
				+ "|java\\.util\\.(concurrent\\.)?[A-Za-z]*(Deque|List|Map|Queue|Set|Stack|Vector)"
				+ "|java\\.util\\.(Arrays|Collections|ImmutableCollections)\\$[A-Za-z0-9]+");

	private static final Pattern SEPARATORS = Pattern.compile("^\\[+L?|[<>,;\\s]+\\[*L?");

	private final List<String> prefixes;

	JsonTypeAllowList(Collection<String> packages) {
		this.prefixes = packages.stream().map((name) -> name.endsWith(".") ? name : name + ".").toList();
	}

	@Override
	public Validity validateBaseType(DatabindContext context, JavaType baseType) {
		return Validity.INDETERMINATE;
	}

	@Override
	public Validity validateSubClassName(DatabindContext context, JavaType baseType, String subClassName) {
		return isAllowed(subClassName) ? Validity.ALLOWED : Validity.DENIED;
	}

	@Override
	public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType subType) {
		return isAllowed(subType.getRawClass().getName()) ? Validity.ALLOWED : Validity.DENIED;
	}

	boolean isAllowed(String typeName) {
		return SEPARATORS.splitAsStream(typeName).filter((part) -> !part.isEmpty()).allMatch(this::isAllowedPart);
	}

	private boolean isAllowedPart(String name) {
		return JDK_VALUES.matcher(name).matches() || this.prefixes.stream().anyMatch(name::startsWith);
	}

}
