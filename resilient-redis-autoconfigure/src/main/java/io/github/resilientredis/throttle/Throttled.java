/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a limit asked before a method of a bean runs, or each public method of a type. What
 * is beyond the limit does not run: the caller gets a {@link ThrottledException}, which
 * becomes the answer of the HTTP request if there is one and nobody catches it.
 *
 * <p>
 * The limit is asked before the call also where the method returns a
 * {@code CompletionStage} or a reactive type: the exception is thrown, and is no result.
 * It is asked before the advice of {@code @Cacheable} and {@code @Transactional}, so what
 * a cache would have answered is counted, too. As with all advice, calls within an object
 * do not pass it.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Throttled {

	/**
	 * The name of a limit below {@code resilient-redis.throttle.limits}. A limit that
	 * does not exist stops the start.
	 * @return the name
	 */
	String value();

	/**
	 * Whom or what is counted, as SpEL: arguments are {@code #name} or {@code #p0},
	 * {@code #root} has {@code target}, {@code method} and {@code args}, beans are
	 * {@code @name}. Where the limit's own {@code key} is configured, it is counted for
	 * both together. If empty or {@code null}, for the limit's own key; for all calls
	 * together where that is not configured and there is no request.
	 * @return the expression
	 */
	String key() default "";

	/**
	 * What a call takes from the limit: a number, or SpEL as in {@link #key()}. Less than
	 * 1 counts as 1. If empty, what the limit is configured for.
	 * @return the expression
	 */
	String cost() default "";

}
