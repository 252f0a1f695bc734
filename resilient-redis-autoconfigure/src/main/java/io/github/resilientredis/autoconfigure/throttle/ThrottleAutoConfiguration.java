/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.time.Clock;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.resilientredis.autoconfigure.ConditionalOnRedisGuard;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.GuardedFeature;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.throttle.CurrentRequest;
import io.github.resilientredis.throttle.GuardedThrottle;
import io.github.resilientredis.throttle.MethodKeys;
import io.github.resilientredis.throttle.Throttle;
import io.github.resilientredis.throttle.ThrottledBeanPostProcessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the throttle, in code, by annotation and for HTTP requests.
 */
@AutoConfiguration(after = { RedisGuardAutoConfiguration.class, JournalAutoConfiguration.class })
@ConditionalOnClass({ Bucket.class, Caffeine.class })
@ConditionalOnRedisGuard
@ConditionalOnBooleanProperty(name = { "resilient-redis.enabled", "resilient-redis.throttle.enabled" },
		matchIfMissing = true)
@EnableConfigurationProperties(ThrottleProperties.class)
@Import({ ThrottleServletConfiguration.class, ThrottleMvcConfiguration.class })
public final class ThrottleAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Throttle.class)
	GuardedThrottle redisThrottle(RedisGuard guard, ObjectProvider<Journal> journal,
			ObjectProvider<GuardSettings> settings, ThrottleProperties properties, BeanFactory beans) {
		LimitFactory factory = new LimitFactory(properties, beans);
		String keyPrefix = settings.stream().map(GuardSettings::keyPrefix).findFirst().orElse("resilient-redis:");
		return new GuardedThrottle(guard, journal.getIfAvailable(Journal::none), factory.settings(keyPrefix),
				factory.limits(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(GuardedThrottle.class)
	GuardedFeature guardedThrottleFeature(GuardedThrottle throttle) {
		return new GuardedFeature("throttle", true, () -> details(throttle));
	}

	/** Nodes are counted, and losses of data heard of, before anybody is limited. */
	@Bean
	static LazyInitializationExcludeFilter throttleIsNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(GuardedThrottle.class);
	}

	@Bean
	MethodKeys throttledMethodKeys(ThrottleProperties properties, BeanFactory beans) {
		return new MethodKeys(new LimitFactory(properties, beans).keySources());
	}

	@Bean
	static ThrottledBeanPostProcessor throttledBeanPostProcessor(ObjectProvider<Throttle> throttle,
			ObjectProvider<MethodKeys> keys, ObjectProvider<CurrentRequest> request, Environment environment) {
		ThrottledBeanPostProcessor processor = new ThrottledBeanPostProcessor(throttle::getObject, keys::getObject,
				() -> request.getIfAvailable(CurrentRequest::none));
		processor
			.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, Boolean.TRUE));
		return processor;
	}

	private static Map<String, String> details(GuardedThrottle throttle) {
		String limits = String.valueOf(throttle.getLimits().size());
		int nodes = throttle.getNodes();
		return Map.of("limits", limits, "nodes", (nodes > 0) ? String.valueOf(nodes) : "unknown");
	}

	/**
	 * Is read before the beans above, so it sees the application's own beans only.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(Throttle.class)
	static class UsersOwnThrottleConfiguration {

		private static final Log logger = LogFactory.getLog(ThrottleAutoConfiguration.class);

		@Bean
		GuardedFeature unguardedThrottleFeature() {
			logger.warn("The application has a Throttle of its own: it decides, also for @Throttled and for the paths"
					+ " of limits. Remove that bean to have limits kept while Redis is away, or set"
					+ " 'resilient-redis.throttle.enabled' to false to be silent about it");
			return new GuardedFeature("throttle", false);
		}

	}

}
