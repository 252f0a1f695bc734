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

import io.github.resilientredis.diagnostics.DiagnosisReport;
import io.github.resilientredis.diagnostics.DiagnosisSettings;
import io.github.resilientredis.diagnostics.RedisDiagnosis;
import io.github.resilientredis.guard.GuardSettings;
import org.jspecify.annotations.Nullable;

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

	/** On top of what the diagnosis allows itself: to build and close its context. */
	private static final Duration MARGIN = Duration.ofSeconds(5);

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
		DiagnosisProperties properties = new DiagnosisProperties();
		try {
			properties = Binder.get(this.environment)
				.bindOrCreate("resilient-redis.diagnostics", DiagnosisProperties.class);
			Duration deadline = properties.checkedTimeout();
			DiagnosisProperties bound = properties;
			return bounded(() -> diagnose(arguments, bound, deadline, shown), deadline.plus(MARGIN), shown);
		}
		catch (RuntimeException ex) {
			return misconfigured(ex, null, shown);
		}
	}

	private DiagnosisReport diagnose(DiagnosisArguments arguments, DiagnosisProperties properties, Duration deadline,
			Map<String, String> shown) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		try {
			context.setEnvironment(this.environment);
			context.setClassLoader(this.classes);
			context.register(DiagnosisConfiguration.class);
			properties.getConfigurationClasses().forEach(context::register);
			context.refresh();
			RedisConnectionFactory factory = context.getBean(RedisConnectionFactory.class);
			if (!(factory instanceof LettuceConnectionFactory lettuce)) {
				return DiagnosisReport.misconfigured("Redis connections are made by " + factory.getClass().getName()
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
		finally {
			context.close();
		}
	}

	private DiagnosisReport misconfigured(RuntimeException failure, @Nullable AnnotationConfigApplicationContext context,
			Map<String, String> shown) {
		AnnotationConfigApplicationContext beans = (context != null) ? context : new AnnotationConfigApplicationContext();
		return DiagnosisReport.misconfigured(
				ReportedFailure.describe(failure, beans.getBeanFactory(), this.environment, this.classes),
				this.clock.instant(), shown);
	}

	private DiagnosisReport bounded(java.util.function.Supplier<DiagnosisReport> diagnosis, Duration limit,
			Map<String, String> shown) {
		CompletableFuture<DiagnosisReport> report = new CompletableFuture<>();
		Thread thread = new Thread(() -> report.completeAsync(diagnosis, Runnable::run), "redis-diagnosis");
		thread.setDaemon(true);
		thread.setContextClassLoader(this.classes);
		thread.start();
		try {
			return report.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | InterruptedException ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			return DiagnosisReport.misconfigured("The diagnosis did not end within " + limit.toSeconds() + " s.",
					this.clock.instant(), shown);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

}
