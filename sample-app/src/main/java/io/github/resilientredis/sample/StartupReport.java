/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says at the end of the start where the application is and what to try.
 */
@Component
class StartupReport {

	private static final Logger logger = LoggerFactory.getLogger(StartupReport.class);

	private final WebServerApplicationContext context;

	StartupReport(WebServerApplicationContext context) {
		this.context = context;
	}

	@EventListener(ApplicationReadyEvent.class)
	void report() {
		if (this.context.getWebServer() == null) {
			return;
		}
		String url = "http://localhost:" + this.context.getWebServer().getPort();
		logger.info("The sample application is at {}", url);
		logger.info("Try: curl '{}/api/rates?base=EUR'   curl {}/api/health/   curl {}/actuator/health", url, url, url);
	}

}
