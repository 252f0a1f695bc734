/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link RedisServer} of its own, started, and a {@link RedisProxy} to it,
 * and closes both after the test, whether it failed or not. All parameters of one test,
 * those of {@code @BeforeEach} included, get the same two; a {@code @BeforeAll} parameter
 * gets a pair that all tests of the class share.
 */
public final class RedisKitExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(RedisKitExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == RedisServer.class || type == RedisProxy.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Store store = context.getStore(NAMESPACE);
		RedisServer server = store.computeIfAbsent(RedisServer.class, (key) -> RedisServer.start(), RedisServer.class);
		if (parameter.getParameter().getType() == RedisServer.class) {
			return server;
		}
		return store.computeIfAbsent(RedisProxy.class, (key) -> RedisProxy.to(server), RedisProxy.class);
	}

}
