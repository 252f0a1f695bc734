/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.time.Duration;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.session.SessionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;

/**
 * Makes the settings of sessions from Spring's properties and ours. Those below
 * {@code spring.session.data.redis} are read one by one, because not every version of
 * Spring Boot has a class for them.
 */
final class SessionSettingsFactory {

	private static final String SPRING = "spring.session";

	private static final String REDIS = "data.redis.";

	private static final String NAMESPACE = "spring:session";

	private final ResilientSessionProperties properties;

	private final Environment environment;

	SessionSettingsFactory(ResilientSessionProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	SessionSettings create(String keyPrefix, @Nullable Duration timeout, SessionIdGenerator ids,
			RedisSerializer<Object> serializer) {
		new PropertyCheck("resilient-redis.session").within("max-local-sessions", this.properties.getMaxLocalSessions(),
				1, Integer.MAX_VALUE);
		// Fails if it is another one.
		spring("repository-type", RepositoryType.class, RepositoryType.DEFAULT);
		return new SessionSettings(keyPrefix, namespace(), checked(timeout),
				spring("flush-mode", FlushMode.class, FlushMode.ON_SAVE),
				spring("save-mode", SaveMode.class, SaveMode.ON_SET_ATTRIBUTE), ids, serializer,
				this.properties.getFallback(), this.properties.getMaxLocalSessions());
	}

	private String namespace() {
		String namespace = spring("namespace", String.class, NAMESPACE);
		new PropertyCheck(SPRING).check(REDIS + "namespace", namespace, !namespace.isBlank(),
				"It must not be empty. Use a prefix such as " + NAMESPACE + ", or remove the property.");
		return namespace;
	}

	private Duration checked(@Nullable Duration timeout) {
		if (timeout == null) {
			return MapSession.DEFAULT_MAX_INACTIVE_INTERVAL;
		}
		boolean servers = this.environment.getProperty("spring.session.timeout") == null;
		new PropertyCheck(servers ? "server.servlet.session" : SPRING).check("timeout", timeout,
				!timeout.isZero() && timeout.toSeconds() <= Integer.MAX_VALUE
						&& (timeout.isNegative() || timeout.toSeconds() > 0),
				"A session would end at once. Use a duration of a second or more such as 30m,"
						+ " or -1s for sessions that never end by themselves.");
		return timeout;
	}

	private <T> T spring(String name, Class<T> type, T byDefault) {
		return Binder.get(this.environment).bind(SPRING + "." + REDIS + name, type).orElse(byDefault);
	}

	/** As Spring Boot names them. */
	enum RepositoryType {

		DEFAULT, INDEXED

	}

}
