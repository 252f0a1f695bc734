/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page, in the words of its visitor.
 */
final class DemoPage {

	private static final String PASSWORD = "correct horse";

	private final Page page;

	DemoPage(Page page, String url) {
		this.page = page;
		page.navigate(url);
		awaitState("AVAILABLE");
	}

	void register(String name) {
		this.page.getByText("New here? Register").click();
		this.page.getByLabel("User name").fill(name);
		this.page.getByLabel("E-mail").fill(name + "@example.com");
		this.page.getByLabel("Password").fill(PASSWORD);
		button("Register and log in").click();
		assertThat(this.page.getByText("Signed in as " + name)).isVisible();
	}

	void logIn(String name, String password) {
		this.page.getByLabel("User name").fill(name);
		this.page.getByLabel("Password").fill(password);
		button("Log in").click();
	}

	void logIn(String name) {
		logIn(name, PASSWORD);
		assertThat(this.page.getByText("Signed in as " + name)).isVisible();
	}

	void logOut() {
		button("Log out").click();
		assertThat(this.page.getByLabel("User name")).isFocused();
	}

	/** Press a button that breaks or mends Redis. */
	void press(String control) {
		this.page.locator("#controls button", new Page.LocatorOptions().setHasText(control)).click();
	}

	/**
	 * Make a single call.
	 * @return what the page says of the answer, without the time it took
	 */
	String call(String name) {
		Locator answer = this.page.locator("[data-call]", new Page.LocatorOptions().setHasText(name))
			.locator("xpath=..")
			.locator("output");
		answer.evaluate("(output) => output.textContent = ''");
		button(name).click();
		assertThat(answer).not().isEmpty();
		return answer.innerText().replaceAll(" after [^:]*:", ":");
	}

	void awaitState(String state) {
		assertThat(this.page.locator("#guard-state")).hasText(state);
	}

	void awaitCondition(String condition) {
		assertThat(this.page.locator("#condition")).hasText(condition);
	}

	void awaitEvent(String text) {
		assertThat(this.page.locator("#events li")
			.filter(new Locator.FilterOptions().setHasText(Pattern.compile(text)))
			.first()).isVisible();
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

}
