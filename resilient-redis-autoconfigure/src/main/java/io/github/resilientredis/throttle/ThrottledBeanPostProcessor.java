/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.util.ReflectionUtils;

/**
 * Advises beans with {@link Throttled} methods, and checks the annotations while doing
 * so. The advice runs before what other post-processors added, such as that of caches and
 * transactions.
 */
@SuppressWarnings("serial")
public final class ThrottledBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private final transient Supplier<Throttle> throttle;

	private final transient Supplier<MethodKeys> keys;

	private final transient Supplier<CurrentRequest> request;

	private transient @Nullable ThrottledInterceptor interceptor;

	/**
	 * Create the post-processor. Nothing is asked for before it is needed.
	 * @param throttle is asked
	 * @param keys what calls are counted for
	 * @param request the request that a call serves
	 */
	public ThrottledBeanPostProcessor(Supplier<Throttle> throttle, Supplier<MethodKeys> keys,
			Supplier<CurrentRequest> request) {
		this.throttle = throttle;
		this.keys = keys;
		this.request = request;
		setBeforeExistingAdvisors(true);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.interceptor = new ThrottledInterceptor(this.throttle, this.keys, this.request,
				new BeanFactoryResolver(beanFactory));
		this.advisor = new DefaultPointcutAdvisor(new ThrottledPointcut(), this.interceptor);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		ThrottledInterceptor advice = this.interceptor;
		Class<?> type = AopUtils.getTargetClass(bean);
		if (advice != null && isEligible(type)) {
			ReflectionUtils.doWithMethods(type,
					(method) -> advice.check(AopUtils.getMostSpecificMethod(method, type), type),
					(method) -> ThrottledPointcut.find(AopUtils.getMostSpecificMethod(method, type), type) != null);
		}
		return super.postProcessAfterInitialization(bean, beanName);
	}

}
