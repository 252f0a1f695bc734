/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Which methods are {@link Throttled}: those that are annotated, in the type itself or in
 * what it inherits from, and the public ones of annotated types.
 */
final class ThrottledPointcut extends StaticMethodMatcherPointcut {

	ThrottledPointcut() {
		setClassFilter(ThrottledPointcut::isCandidate);
	}

	/** Most beans are Spring's own, and none of those is throttled. */
	private static boolean isCandidate(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, Throttled.class);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return find(AopUtils.getMostSpecificMethod(method, targetClass), targetClass) != null;
	}

	static @Nullable Throttled find(Method method, Class<?> type) {
		if (method.isSynthetic() || method.getDeclaringClass() == Object.class) {
			return null;
		}
		Throttled annotation = AnnotatedElementUtils.findMergedAnnotation(method, Throttled.class);
		if (annotation == null && Modifier.isPublic(method.getModifiers())) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(type, Throttled.class);
		}
		return annotation;
	}

}
