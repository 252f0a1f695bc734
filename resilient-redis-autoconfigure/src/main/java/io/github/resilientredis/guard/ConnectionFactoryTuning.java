/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Replaces the connection factory that Spring Boot configured by one with the same
 * settings, in which blocking commands have their block time on top of the command
 * timeout. A factory of the application's own stays as it is. Runs before other
 * post-processors, so that what they set is set on the replacement.
 */
public final class ConnectionFactoryTuning implements DestructionAwareBeanPostProcessor, PriorityOrdered {

	private static final String BOOTS_OWN = "org.springframework.boot.data.redis.autoconfigure.LettuceConnectionConfiguration";

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Replacement by what it replaces, which is what the container will destroy. Written
	 * by threads that create or destroy beans.
	 */
	private final Map<Object, TunedConnectionFactory> replacements = new ConcurrentHashMap<>();

	/**
	 * Create the post-processor.
	 * @param beanFactory where bean definitions are looked up
	 */
	public ConnectionFactoryTuning(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass() != LettuceConnectionFactory.class || !isBootsOwn(beanName)) {
			return bean;
		}
		TunedConnectionFactory replacement = TunedConnectionFactory.like((LettuceConnectionFactory) bean);
		this.replacements.put(bean, replacement);
		return replacement;
	}

	private boolean isBootsOwn(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		return BOOTS_OWN.equals(definition.getFactoryBeanName());
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		// Hash codes of other beans may be costly.
		return bean instanceof LettuceConnectionFactory && this.replacements.containsKey(bean);
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		TunedConnectionFactory replacement = this.replacements.remove(bean);
		if (replacement != null) {
			replacement.destroy();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
