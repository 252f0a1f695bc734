/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.Expression;

/**
 * What {@link Throttled} says of one method. Immutable.
 *
 * @param limit the name of the limit
 * @param key the expression of the key, if there is one
 * @param cost the expression of the cost, if there is one
 */
record ThrottledOperation(String limit, @Nullable Expression key, @Nullable Expression cost) {

	/**
	 * Read the annotation of a method.
	 * @param annotation the annotation
	 * @param method the method as it is implemented
	 * @param names finds the names of arguments
	 * @return the operation
	 * @throws IllegalArgumentException if an expression is wrong
	 */
	static ThrottledOperation of(Throttled annotation, Method method, ParameterNameDiscoverer names) {
		Set<String> variables = variables(method, names);
		return new ThrottledOperation(annotation.value(), read("key", annotation.key(), variables),
				read("cost", annotation.cost(), variables));
	}

	private static @Nullable Expression read(String attribute, String text, Set<String> variables) {
		try {
			return text.isBlank() ? null : Expressions.parseAny(text, variables);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The " + attribute + " \"" + text + "\" is wrong. " + ex.getMessage(),
					ex);
		}
	}

	private static Set<String> variables(Method method, ParameterNameDiscoverer discoverer) {
		Set<String> variables = new HashSet<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			variables.add("#p" + i);
			variables.add("#a" + i);
		}
		@Nullable String @Nullable [] names = discoverer.getParameterNames(method);
		if (names != null) {
			for (String name : names) {
				variables.add("#" + name);
			}
		}
		return variables;
	}

	/**
	 * The key of a call.
	 * @param call the call
	 * @return the key, or {@code null} if the annotation gives none
	 */
	@Nullable String keyOf(Call call) {
		Object value = (this.key != null) ? this.key.getValue(call.context()) : null;
		return (value != null) ? KeyText.textOf(value) : null;
	}

	/**
	 * The cost of a call.
	 * @param call the call
	 * @return the cost, or {@code null} if the annotation gives none
	 */
	@Nullable Long costOf(Call call) {
		Number value = (this.cost != null) ? this.cost.getValue(call.context(), Number.class) : null;
		return (value != null) ? Long.valueOf(Math.max(1, value.longValue())) : null;
	}

	/**
	 * A call, as expressions see it.
	 *
	 * @param root what {@code #root} is
	 * @param method the method as it is implemented
	 * @param names finds the names of arguments
	 * @param beans finds beans
	 */
	record Call(Root root, Method method, ParameterNameDiscoverer names, BeanResolver beans) {

		MethodBasedEvaluationContext context() {
			MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(this.root, this.method,
					this.root.args(), this.names);
			context.setBeanResolver(this.beans);
			return context;
		}

	}

	/**
	 * What {@code #root} is in an expression.
	 */
	static final class Root {

		private final Object target;

		private final Method method;

		private final @Nullable Object[] args;

		Root(Object target, Method method, @Nullable Object[] args) {
			this.target = target;
			this.method = method;
			this.args = args;
		}

		public Object getTarget() {
			return this.target;
		}

		public Method getMethod() {
			return this.method;
		}

		public @Nullable Object[] getArgs() {
			return this.args;
		}

		private @Nullable Object[] args() {
			return this.args;
		}

	}

}
