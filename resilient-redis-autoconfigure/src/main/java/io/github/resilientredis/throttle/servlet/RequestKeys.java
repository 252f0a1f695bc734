/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.function.Function;

import io.github.resilientredis.throttle.KeySource;
import io.github.resilientredis.throttle.KeyText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.StringUtils;

/**
 * The keys of requests for one source. Where a part is missing, the address of the client
 * takes its place. Sessions and headers may be secrets and go into keys as digests.
 */
final class RequestKeys {

	private static final int DIGEST_BYTES = 16;

	private final BeanFactory beans;

	private final List<Function<HttpServletRequest, @Nullable String>> parts;

	RequestKeys(KeySource source, BeanFactory beans) {
		this.beans = beans;
		this.parts = source.parts().stream().map(this::part).toList();
	}

	/**
	 * The key of a request.
	 * @param request the request
	 * @return the key
	 * @throws RuntimeException whatever an expression or bean throws
	 */
	String keyOf(HttpServletRequest request) {
		if (this.parts.size() == 1) {
			return partOf(this.parts.get(0), request);
		}
		return KeyText.join(this.parts.stream().map((part) -> partOf(part, request)).toList());
	}

	/**
	 * The key by address.
	 * @param request the request
	 * @return the key
	 */
	static String address(HttpServletRequest request) {
		return KeyText.part("ip", ClientAddress.of(request).text());
	}

	private static String partOf(Function<HttpServletRequest, @Nullable String> part, HttpServletRequest request) {
		String text = part.apply(request);
		return (text != null) ? text : address(request);
	}

	private Function<HttpServletRequest, @Nullable String> part(KeySource.Part part) {
		return switch (part.kind()) {
			case IP -> RequestKeys::address;
			case GLOBAL -> (request) -> KeyText.GLOBAL;
			case USER -> (request) -> labelled("user", user(request));
			case SESSION -> (request) -> labelled("session", digest(session(request)));
			case HEADER -> (request) -> labelled("header", digest(request.getHeader(part.argument())));
			case BEAN -> (request) -> labelled("key",
					this.beans.getBean(part.argument(), RequestKeyResolver.class).resolveKey(request));
			case EXPRESSION -> expression(part.argument());
		};
	}

	private Function<HttpServletRequest, @Nullable String> expression(String text) {
		Expression expression = new SpelExpressionParser().parseExpression(text);
		return (request) -> {
			StandardEvaluationContext context = new StandardEvaluationContext();
			context.setBeanResolver(new BeanFactoryResolver(this.beans));
			context.setVariable("request", request);
			context.setVariable("ip", ClientAddress.of(request).text());
			context.setVariable("user", user(request));
			Object value = expression.getValue(context);
			return (value != null) ? KeyText.part("key", KeyText.textOf(value)) : null;
		};
	}

	private static @Nullable String labelled(String kind, @Nullable String value) {
		return (value != null) ? KeyText.part(kind, value) : null;
	}

	private static @Nullable String user(HttpServletRequest request) {
		Principal user = request.getUserPrincipal();
		return (user != null && StringUtils.hasLength(user.getName())) ? user.getName() : null;
	}

	private static @Nullable String session(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getId() : null;
	}

	private static @Nullable String digest(@Nullable String secret) {
		return StringUtils.hasText(secret) ? KeyText.digest(secret.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES)
				: null;
	}

}
