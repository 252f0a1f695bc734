/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.resilientredis.diagnostics.DiagnosisReport;
import io.github.resilientredis.diagnostics.DiagnosisSettings;
import io.github.resilientredis.diagnostics.RedisDiagnosis;
import io.github.resilientredis.guard.GuardSettings;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs a diagnosis in an environment that is ready, in a context of its own. Everything
 * that could hang is done on another thread and waited for, for a bounded time.
 */
final class DiagnosisRunner {

	/**
	 * On top of what the diagnosis allows itself: to build its context, which depends on
	 * this machine only and is slow where it is busy.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(30);

	private static final Duration CLOSING = Duration.ofSeconds(2);

	private final ConfigurableEnvironment environment;

	private final ClassLoader classes;

	private final boolean servlet;

	private final Clock clock;

	DiagnosisRunner(ConfigurableEnvironment environment, ClassLoader classes, boolean servlet, Clock clock) {
		this.environment = environment;
		this.classes = classes;
		this.servlet = servlet;
		this.clock = clock;
	}

	DiagnosisReport run(DiagnosisArguments arguments) {
		Map<String, String> shown = arguments.showConfig() ? ShownConfiguration.of(this.environment) : Map.of();
		if (this.environment.getProperty("resilient-redis.local-only", Boolean.class, false)) {
			return DiagnosisReport.withoutRedis("The application runs without Redis: 'resilient-redis.local-only' is"
					+ " true, so there is nothing to ask.", this.clock.instant(), shown);
		}
		try {
			DiagnosisProperties properties = Binder.get(this.environment)
				.bindOrCreate("resilient-redis.diagnostics", DiagnosisProperties.class);
			Duration deadline = properties.checkedTimeout();
			return bounded((context) -> diagnose(context, arguments, properties, deadline, shown),
					deadline.plus(MARGIN), shown);
		}
		catch (RuntimeException ex) {
			return misconfigured(ex, new AnnotationConfigApplicationContext(), shown);
		}
	}

	private DiagnosisReport diagnose(AnnotationConfigApplicationContext context, DiagnosisArguments arguments,
			DiagnosisProperties properties, Duration deadline, Map<String, String> shown) {
		try {
			context.setEnvironment(this.environment);
			context.setClassLoader(this.classes);
			context.register(DiagnosisConfiguration.class);
			properties.getConfigurationClasses().forEach(context::register);
			context.refresh();
			RedisConnectionFactory factory = context.getBean(RedisConnectionFactory.class);
			if (!(factory instanceof LettuceConnectionFactory lettuce)) {
				return DiagnosisReport.misconfigured(
						"Redis connections are made by " + factory.getClass().getName()
								+ ", but resilient-redis needs Lettuce. Remove 'spring.data.redis.client-type'.",
						this.clock.instant(), shown);
			}
			DiagnosisSettings settings = new DiagnosisSettingsFactory(this.environment, this.classes, this.servlet)
				.create(context.getBean(GuardSettings.class), lettuce, deadline, arguments, shown);
			return new RedisDiagnosis(lettuce, settings, this.clock).run();
		}
		catch (RuntimeException ex) {
			return misconfigured(ex, context, shown);
		}
	}

	private DiagnosisReport misconfigured(RuntimeException failure, AnnotationConfigApplicationContext context,
			Map<String, String> shown) {
		return DiagnosisReport.misconfigured(ReportedFailure.describe(failure, context.getDefaultListableBeanFactory(),
				this.environment, this.classes), this.clock.instant(), shown);
	}

	/**
	 * Wait for the report, and for a moment longer for the context to be closed, which a
	 * connection that hangs may hold up.
	 */
	private DiagnosisReport bounded(Function<AnnotationConfigApplicationContext, DiagnosisReport> diagnosis,
			Duration limit, Map<String, String> shown) {
		CompletableFuture<DiagnosisReport> report = new CompletableFuture<>();
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		Thread thread = new Thread(() -> {
			try (context) {
				report.complete(diagnosis.apply(context));
			}
			catch (RuntimeException ex) {
				report.completeExceptionally(ex);
			}
		}, "redis-diagnosis");
		thread.setDaemon(true);
		thread.setContextClassLoader(this.classes);
		thread.start();
		try {
			DiagnosisReport ended = report.get(limit.toMillis(), TimeUnit.MILLISECONDS);
			thread.join(CLOSING.toMillis());
			return ended;
		}
		catch (TimeoutException ex) {
			return unfinished("did not end within " + limit.toSeconds() + " s", shown);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unfinished("was interrupted", shown);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private DiagnosisReport unfinished(String how, Map<String, String> shown) {
		return DiagnosisReport.misconfigured("The diagnosis " + how + ".", this.clock.instant(), shown);
	}

}
