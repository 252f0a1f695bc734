/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import org.springframework.util.StringUtils;

/**
 * The machine's own Chromium or Chrome; none is downloaded. Playwright talks to it
 * through a process of its own, which ends with this object.
 */
final class Chromium implements AutoCloseable {

	/**
	 * A property of this name, or the environment variable, has the path of the one to
	 * use.
	 */
	static final String PROPERTY = "sample.tests.browser";

	static final String VARIABLE = "SAMPLE_TESTS_BROWSER";

	private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"C:/Program Files/Google/Chrome/Application/chrome.exe");

	private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	/** For a machine that has much else to do. */
	private static final double PATIENCE = 20_000;

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path executable) {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
	}

	static Optional<Path> find() {
		String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
		Stream<String> places = StringUtils.hasText(named) ? Stream.of(named) : PLACES.stream();
		return places.map(Path::of).filter(Files::isExecutable).findFirst();
	}

	static Chromium launch() {
		return new Chromium(find().orElseThrow());
	}

	BrowserSession open(Browser.NewContextOptions options) {
		BrowserContext context = this.browser.newContext(options);
		context.setDefaultTimeout(PATIENCE);
		return new BrowserSession(context);
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
