/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Explains why the configuration cannot be used, by the same analyzers that explain a
 * start that fails.
 */
final class ReportedFailure {

	private static final Pattern USER_INFO = Pattern.compile("//(?!user:password@)\\S*@");

	private ReportedFailure() {
	}

	static String describe(Throwable failure, BeanFactory beans, Environment environment, ClassLoader classes) {
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation(classes)
			.load(FailureAnalyzer.class,
					ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment),
					FailureHandler.handleMessage((message, ignored) -> {
					}));
		return analyzers.stream()
			.map((analyzer) -> analyze(analyzer, failure))
			.filter(Objects::nonNull)
			.findFirst()
			.map(ReportedFailure::text)
			.orElseGet(() -> "The configuration of Redis cannot be used: " + root(failure).getClass().getSimpleName()
					+ ". Start the application without --diagnose-redis to see all of it.");
	}

	private static @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer, Throwable failure) {
		try {
			return analyzer.analyze(failure);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static String text(FailureAnalysis analysis) {
		String action = (analysis.getAction() != null) ? " " + analysis.getAction() : "";
		String text = (analysis.getDescription() + action).replaceAll("\\s+", " ").strip();
		return USER_INFO.matcher(text).replaceAll("//***@");
	}

	private static Throwable root(Throwable failure) {
		Throwable root = failure;
		for (int depth = 0; depth < 50 && root.getCause() != null; depth++) {
			root = root.getCause();
		}
		return root;
	}

}
