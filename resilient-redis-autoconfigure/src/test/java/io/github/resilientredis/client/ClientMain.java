/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The main class of a JVM with {@link ClientApplication}, started as an application is:
 * this is what is processed ahead of time, too. It ends gracefully when asked.
 */
public final class ClientMain {

	private ClientMain() {
	}

	/**
	 * Starts the application, says its port and ends when nobody listens any more.
	 * @param arguments properties of the application
	 */
	public static void main(String[] arguments) throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(ClientApplication.class, arguments);
		ChildJvm.answer("port " + context.getEnvironment().getRequiredProperty("local.server.port"));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (!ChildJvm.nextLine(in).equals("end")) {
			Thread.onSpinWait();
		}
		context.close();
	}

}
