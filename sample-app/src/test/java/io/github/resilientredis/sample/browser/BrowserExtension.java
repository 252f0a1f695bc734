/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.awaitility.Awaitility.await;

/**
 * One Chromium for each class, one session for each test.
 */
class BrowserExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Chromium.find()
			.map((path) -> ConditionEvaluationResult.enabled("There is a browser: " + path))
			.orElseGet(() -> ConditionEvaluationResult
				.disabled("There is no Chromium or Chrome on this machine; " + Chromium.VARIABLE + " names one"));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		Set<Long> before = descendants();
		Chromium chromium = Chromium.launch();
		Set<Long> begun = descendants();
		begun.removeAll(before);
		context.getStore(NAMESPACE).put(Running.class, new Running(chromium, begun));
	}

	/** Neither the browser nor the driver's process may be left. */
	@Override
	public void afterAll(ExtensionContext context) {
		Running running = context.getStore(NAMESPACE).remove(Running.class, Running.class);
		if (running != null) {
			running.chromium().close();
			await().atMost(Duration.ofSeconds(10))
				.until(() -> Collections.disjoint(descendants(), running.processes()));
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == BrowserSession.class;
	}

	@Override
	public BrowserSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Running running = Objects.requireNonNull(context.getStore(NAMESPACE).get(Running.class, Running.class));
		BrowserSession session = running.chromium().open(new Browser.NewContextOptions().setViewportSize(1280, 900));
		// The store closes it after the test.
		context.getStore(NAMESPACE).put(BrowserSession.class, session);
		return session;
	}

	private static Set<Long> descendants() {
		return ProcessHandle.current()
			.descendants()
			.map(ProcessHandle::pid)
			.collect(Collectors.toCollection(HashSet::new));
	}

	/**
	 * The browser of a class.
	 *
	 * @param processes those that began with it
	 */
	private record Running(Chromium chromium, Set<Long> processes) {

	}

}
