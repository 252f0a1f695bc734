/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Reads SpEL so that what can be wrong with it is found when the application starts.
 */
final class Expressions {

	private static final Set<String> ALWAYS = Set.of("#root", "#this");

	private Expressions() {
	}

	/**
	 * Read an expression that depends on something.
	 * @param text the expression
	 * @param variables what it may refer to, each with its {@code #}
	 * @return the expression
	 * @throws IllegalArgumentException if it cannot be read, refers to something else, or
	 * would be the same for all calls
	 */
	static Expression parse(String text, Set<String> variables) {
		if (!text.contains("#") && !text.contains("@")) {
			throw new IllegalArgumentException(
					"It is no known source, and as SpEL it refers to none of " + list(variables) + " and to no bean.");
		}
		return parseAny(text, variables);
	}

	/**
	 * Read an expression that may also be a constant.
	 * @param text the expression
	 * @param variables what it may refer to, each with its {@code #}
	 * @return the expression
	 * @throws IllegalArgumentException if it cannot be read or refers to something else
	 */
	static Expression parseAny(String text, Set<String> variables) {
		SpelExpression expression;
		try {
			expression = new SpelExpressionParser().parseRaw(text);
		}
		catch (ParseException | IllegalStateException ex) {
			throw new IllegalArgumentException("It cannot be read as SpEL: " + ex.getMessage() + ".", ex);
		}
		Set<String> unknown = new TreeSet<>();
		collect(expression.getAST(), unknown);
		unknown.removeAll(variables);
		unknown.removeAll(ALWAYS);
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException(
					"It refers to " + String.join(", ", unknown) + ", but there is only " + list(variables) + ".");
		}
		return expression;
	}

	private static void collect(SpelNode node, Set<String> variables) {
		if (node instanceof VariableReference) {
			variables.add(node.toStringAST());
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			collect(node.getChild(i), variables);
		}
	}

	private static String list(Set<String> variables) {
		return String.join(", ", new TreeSet<>(variables));
	}

}
