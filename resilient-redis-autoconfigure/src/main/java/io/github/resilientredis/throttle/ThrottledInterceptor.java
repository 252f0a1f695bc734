/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.expression.AnnotatedElementKey;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.util.function.SingletonSupplier;

/**
 * Asks the limit and then calls the method.
 */
final class ThrottledInterceptor implements MethodInterceptor {

	private static final Log logger = LogFactory.getLog(ThrottledInterceptor.class);

	private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final Map<AnnotatedElementKey, ThrottledOperation> operations = new ConcurrentHashMap<>();

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	private final Supplier<Throttle> throttle;

	private final Supplier<MethodKeys> keys;

	private final Supplier<CurrentRequest> request;

	private final BeanResolver beans;

	ThrottledInterceptor(Supplier<Throttle> throttle, Supplier<MethodKeys> keys, Supplier<CurrentRequest> request,
			BeanResolver beans) {
		this.throttle = SingletonSupplier.of(throttle);
		this.keys = SingletonSupplier.of(keys);
		this.request = SingletonSupplier.of(request);
		this.beans = beans;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(), type);
		ThrottledOperation operation = this.operations.computeIfAbsent(new AnnotatedElementKey(method, type),
				(key) -> read(method, type));
		ThrottledOperation.Root root = new ThrottledOperation.Root((target != null) ? target : type, method,
				invocation.getArguments());
		ask(operation, new ThrottledOperation.Call(root, method, this.names, this.beans));
		return invocation.proceed();
	}

	/**
	 * Find what is wrong with an annotation before it is first used.
	 * @param method a method that the advice applies to
	 * @param type the type of the bean
	 * @throws IllegalStateException if something is
	 */
	void check(Method method, Class<?> type) {
		try {
			ThrottledOperation operation = this.operations.computeIfAbsent(new AnnotatedElementKey(method, type),
					(key) -> read(method, type));
			this.throttle.get().getLimit(operation.limit());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(
					"@Throttled on " + type.getName() + "." + method.getName() + ": " + ex.getMessage(), ex);
		}
	}

	private ThrottledOperation read(Method method, Class<?> type) {
		Throttled annotation = ThrottledPointcut.find(method, type);
		if (annotation == null) {
			throw new IllegalStateException(method + " is not @Throttled");
		}
		return ThrottledOperation.of(annotation, method, this.names);
	}

	private void ask(ThrottledOperation operation, ThrottledOperation.Call call) {
		CurrentRequest served = this.request.get();
		String limit = operation.limit();
		if (served.isExempt(limit)) {
			return;
		}
		String argument = evaluate(limit, () -> operation.keyOf(call));
		Long cost = evaluate(limit, () -> operation.costOf(call));
		String key = this.keys.get().keyOf(limit, argument, served);
		ThrottleDecision decision = (cost != null) ? this.throttle.get().tryAcquire(limit, key, cost)
				: this.throttle.get().tryAcquire(limit, key);
		served.decided(decision);
		if (!decision.isAdmitted()) {
			throw new ThrottledException(decision);
		}
	}

	private <T> @Nullable T evaluate(String limit, Supplier<@Nullable T> expression) {
		try {
			return expression.get();
		}
		catch (RuntimeException ex) {
			if (this.failed.add(limit)) {
				logger.warn("The key or cost that @Throttled gives for the limit '" + limit
						+ "' could not be evaluated; the limit's own is used instead. This is said once. Reason: "
						+ reason(ex));
			}
			return null;
		}
	}

	/** SpEL names methods and types; what else is thrown may say what a user sent. */
	private static String reason(RuntimeException ex) {
		boolean known = ex instanceof SpelEvaluationException && ex.getCause() == null;
		return known ? String.valueOf(ex.getMessage()) : ex.getClass().getName();
	}

}
