/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * An ordinary web application that has the starter. Says so on its output whenever one of
 * its beans is made or run.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DiagnosedApplication {

	static final String ALIVE = "the application is alive";

	public static void main(String[] arguments) {
		SpringApplication.run(DiagnosedApplication.class, arguments).close();
		say("main went on");
	}

	@Bean
	CommandLineRunner runner(Environment environment) {
		say(ALIVE);
		return (arguments) -> say(ALIVE + " on " + environment.getProperty("local.server.port"));
	}

	private static void say(String text) {
		new PrintStream(new FileOutputStream(FileDescriptor.out), true).println(text);
	}

}
