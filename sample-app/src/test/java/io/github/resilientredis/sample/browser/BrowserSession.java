/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;

/**
 * Cookies and one page of somebody, who notices what the page complains of.
 */
final class BrowserSession implements AutoCloseable {

	/** Of the build, where reports are. */
	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final BrowserContext context;

	private final Page page;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	BrowserSession(BrowserContext context) {
		this.context = context;
		context.addInitScript("addEventListener('securitypolicyviolation', "
				+ "(event) => console.error('Violation of ' + event.violatedDirective + ' by ' + event.blockedURI))");
		this.page = context.newPage();
		this.page.onConsoleMessage(this::listen);
		this.page.onPageError((error) -> this.complaints.add("exception: " + error));
	}

	/**
	 * The browser notes each answer of 400 and above, of which some are as they should
	 * be.
	 */
	private void listen(ConsoleMessage message) {
		boolean expected = message.text()
			.startsWith("Failed to load resource: the server responded with a status of 4");
		if (("error".equals(message.type()) || "warning".equals(message.type())) && !expected) {
			this.complaints.add(message.type() + ": " + message.text());
		}
	}

	Page page() {
		return this.page;
	}

	BrowserContext context() {
		return this.context;
	}

	/**
	 * What was said on the console, thrown and not caught, or violated the policy.
	 * @return the complaints so far
	 */
	List<String> complaints() {
		return this.complaints;
	}

	/** Keep what the page looks like, from its top to its end. */
	void screenshot(String name) {
		this.page.evaluate("scrollTo(0, 0)");
		this.page.mouse().move(0, 0);
		this.page
			.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
