/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.time.Clock;
import java.util.Objects;

import io.github.resilientredis.diagnostics.DiagnosisReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Runs the diagnosis instead of the application when the command line asks for it with
 * {@code --diagnose-redis}, and ends the process with its exit code.
 *
 * <p>
 * It takes the one moment that suits: the environment is complete (command line,
 * variables, profiles, configuration files, and what the application's own environment
 * post-processors made of them), and nothing of the application exists yet, no context,
 * no bean, no scheduler, no web server. Had it been a runner or a bean, all of these
 * would have been started before it, and with Redis away perhaps not even that. It builds
 * a small context of its own, with Spring Boot's configuration of Redis and nothing else,
 * on the application's environment. The price: beans of the application that take part in
 * connecting are not known; {@code resilient-redis.diagnostics.configuration-classes}
 * names those that are needed.
 *
 * <p>
 * The process is ended here rather than by an exception, because the application's
 * {@code main} method may go on after either.
 */
class DiagnosisRunListener implements SpringApplicationRunListener, Ordered {

	/** Of wrong usage, as in {@code sysexits.h}. */
	static final int USAGE = 64;

	private final @Nullable DiagnosisArguments arguments;

	private final ClassLoader classes;

	private final boolean servlet;

	/**
	 * Created by Spring Boot for each application.
	 * @param application the application
	 * @param arguments its arguments
	 */
	DiagnosisRunListener(SpringApplication application, String[] arguments) {
		this.arguments = DiagnosisArguments.of(arguments);
		this.classes = Objects.requireNonNullElseGet(application.getClassLoader(), ClassUtils::getDefaultClassLoader);
		this.servlet = application.getWebApplicationType() == WebApplicationType.SERVLET;
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.arguments != null) {
			System.exit(run(this.arguments, environment));
		}
	}

	private int run(DiagnosisArguments asked, ConfigurableEnvironment environment) {
		if (asked.problem() != null) {
			Terminal.complain(asked.problem() + System.lineSeparator() + DiagnosisArguments.USAGE);
			return USAGE;
		}
		if (!asked.verbose() || asked.json()) {
			Quiet.silence(this.classes);
		}
		DiagnosisReport report = new DiagnosisRunner(environment, this.classes, this.servlet, Clock.systemUTC())
			.run(asked);
		Terminal
			.print(asked.json() ? report.toJson() : report.toText(Terminal.isColored(environment), asked.verbose()));
		return report.exitCode();
	}

	/** After Spring Boot's own, which completes the environment. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
