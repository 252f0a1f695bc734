/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import io.github.resilientredis.sample.SampleApplication;
import io.github.resilientredis.sample.redis.RedisAction;
import io.github.resilientredis.sample.redis.RedisControls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, on an embedded Redis that its own buttons break.
 */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	private String url = "";

	@BeforeAll
	void start() {
		this.application = SpringApplication.run(SampleApplication.class, "--server.port=0");
		this.url = "http://localhost:" + this.application.getEnvironment().getProperty("local.server.port");
	}

	/** What a test leaves broken would fail the next. */
	@AfterEach
	void mend() {
		this.application.getBean(RedisControls.class).perform(RedisAction.RESTART);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void whenRedisIsKilledThenTheVisitorWorksOnAndRedisIsBackByAButton(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		session.screenshot("wide-light");
		page.register("ada");
		page.button("Start traffic").click();
		assertThat(session.page().locator("#plot-summary")).containsText("calls, median");
		String rates = ratesOf(session);
		page.press("Kill");
		page.awaitState("UNAVAILABLE");
		page.awaitEvent("Guard UNAVAILABLE after \\d+ ms: ");
		assertThat(ratesOf(session)).isEqualTo(rates);
		assertThat(page.call("Cached")).startsWith("200: 1 ");
		assertThat(page.call("Session")).isEqualTo("200: you are ada");
		assertThat(page.call("Limited")).matches("(200: \\d left, counted by this node's share|429: .*)");
		assertThat(session.page().locator("#plot-summary"))
			.containsText(Pattern.compile("[1-9]\\d* while it was away"));
		session.screenshot("outage");
		page.press("Restart");
		page.awaitState("AVAILABLE");
		page.awaitEvent("Redis recovered after [\\d.]+ m?s: \\d+ journal records? replayed");
		assertThat(session.page().locator("#plot-summary")).containsText(" 0 failed.");
		session.screenshot("recovered");
		page.button("Stop traffic").click();
		page.logOut();
		assertThat(session.complaints()).isEmpty();
	}

	@Test
	void whenTheVisitorLogsOutDuringAnOutageThenTheSessionStaysDeadAfterIt(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		page.register("bob");
		Cookie cookie = session.context()
			.cookies()
			.stream()
			.filter((each) -> each.name.equals("SESSION"))
			.findFirst()
			.orElseThrow();
		assertThat(statusWith(session, cookie)).isEqualTo(200);
		page.press("Kill");
		page.awaitState("UNAVAILABLE");
		page.logOut();
		assertThat(statusWith(session, cookie)).isEqualTo(401);
		page.press("Restart");
		page.awaitState("AVAILABLE");
		assertThat(statusWith(session, cookie)).isEqualTo(401);
		page.logIn("bob");
		assertThat(session.complaints()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Hang,UNAVAILABLE,Redis is hung.", "Fill,WRITES_REFUSED,'Redis is running, without memory.'",
			"Lock,UNAVAILABLE,'Redis is running, locked.'" })
	void whenRedisIsBrokenInAnotherWayThenTheVisitorWorksOn(String control, String state, String condition,
			BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		page.register("user-" + control);
		String rates = ratesOf(session);
		page.press(control);
		page.awaitCondition(condition);
		assertThat(session.page().locator("#controls button[aria-pressed=true]")).containsText(control);
		// It takes calls to find out that nothing is answered.
		page.button("Start traffic").click();
		page.awaitState(state);
		assertThat(ratesOf(session)).isEqualTo(rates);
		assertThat(page.call("Session")).isEqualTo("200: you are user-" + control);
		assertThat(page.call("Limited")).matches("(200|429): .*");
		page.press("Restart");
		page.awaitCondition("Redis is running.");
		page.awaitState("AVAILABLE");
		assertThat(page.call("Session")).isEqualTo("200: you are user-" + control);
		assertThat(session.complaints()).isEmpty();
	}

	@Test
	void whenRedisIsEmptiedThenTheSessionIsPutBack(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		page.register("eve");
		page.press("Empty");
		page.awaitEvent("Redis started anew, without its data");
		page.awaitEvent("Redis recovered after");
		page.awaitState("AVAILABLE");
		assertThat(page.call("Session")).isEqualTo("200: you are eve");
		assertThat(session.complaints()).isEmpty();
	}

	@Test
	void whenAPressedButtonIsPressedAgainThenItIsUndone(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		page.press("Hang");
		page.awaitCondition("Redis is hung.");
		// Of those that cannot be used now, pressing does nothing.
		assertThat(session.page().locator("#controls button[aria-disabled=true]"))
			.containsText(new String[] { "Fill", "Lock" });
		page.press("Hang");
		page.awaitCondition("Redis is running.");
		page.press("Kill");
		page.awaitCondition("Redis is not running.");
		page.press("Kill");
		page.awaitCondition("Redis is running.");
		page.awaitState("AVAILABLE");
	}

	@Test
	void whenTheFormIsWrongThenItSaysSoAndMarksTheField(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		page.logIn("<img src=x onerror=alert(1)>", "wrong");
		assertThat(session.page().locator("#account-problem")).isVisible();
		session.page().getByText("New here? Register").click();
		session.page().getByLabel("User name").fill("carol");
		session.page().getByLabel("E-mail").fill("no address");
		session.page().getByLabel("Password").fill("correct horse");
		page.button("Register and log in").click();
		assertThat(session.page().locator("#account-problem")).containsText("email: ");
		assertThat(session.page().getByLabel("E-mail")).hasAttribute("aria-invalid", "true");
		assertThat(session.page().getByLabel("User name")).hasAttribute("aria-invalid", "false");
		assertThat(session.complaints()).isEmpty();
	}

	@Test
	void whenThereIsNoMouseThenTheKeyboardReachesEverythingVisibly(BrowserSession session) {
		DemoPage page = new DemoPage(session.page(), this.url);
		Keyboard keyboard = new Keyboard(session.page());
		assertThat(keyboard.next()).isEqualTo("Skip to the demonstration");
		keyboard.press("Enter");
		assertThat(keyboard.next()).isEqualTo("Start traffic");
		keyboard.goTo("Kill").press("Space");
		page.awaitCondition("Redis is not running.");
		page.awaitState("UNAVAILABLE");
		keyboard.goTo("Session").press("Enter");
		assertThat(session.page().locator("[data-answer=me]")).containsText("401");
		keyboard.goTo("New here? Register").press("Enter");
		keyboard.goBackTo("username").type("dora");
		keyboard.goTo("email").type("dora@example.com");
		keyboard.goTo("password").type("correct horse");
		keyboard.press("Enter");
		assertThat(page.button("Log out")).isFocused();
		keyboard.goBackTo("Restart").press("Space");
		page.awaitState("AVAILABLE");
		keyboard.goTo("Log out").press("Enter");
		assertThat(session.page().getByLabel("User name")).isFocused();
		assertThat(session.complaints()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "LIGHT", "DARK" })
	void whenTheWindowIsNarrowThenNothingIsCutOffAndAllTextCanBeRead(ColorScheme scheme, BrowserSession session) {
		session.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		DemoPage page = new DemoPage(session.page(), this.url);
		page.button("Start traffic").click();
		assertThat(session.page().locator("#plot-summary")).containsText("calls, median");
		assertThat(Contrast.tooLow(session.page())).isEmpty();
		if (scheme == ColorScheme.DARK) {
			session.screenshot("wide-dark");
		}
		session.page().setViewportSize(400, 800);
		assertThat(session.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(400);
		session.page().setViewportSize(320, 640);
		assertThat(session.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		session.page().setViewportSize(400, 800);
		assertThat(Contrast.tooLow(session.page())).isEmpty();
		session.screenshot("narrow-" + scheme.name().toLowerCase(Locale.ROOT));
		assertThat(session.complaints()).isEmpty();
	}

	@Test
	void whenThereAreOtherLoginsThenTheyAreOfferedByName(BrowserSession session) {
		session.page()
			.route("**/api/auth/providers",
					(route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("""
							[{"id": "github", "name": "<b>GitHub</b>", "url": "/oauth2/authorization/github"}]""")));
		new DemoPage(session.page(), this.url);
		assertThat(session.page().getByText("Log in with <b>GitHub</b>")).hasAttribute("href",
				"/oauth2/authorization/github");
	}

	@Test
	void whenNobodyLooksThenNothingIsAsked(BrowserSession session) {
		Page page = session.page();
		new DemoPage(page, this.url);
		page.evaluate(
				"Object.defineProperty(document, 'hidden', { get: () => globalThis.away ?? false, configurable: true })");
		page.evaluate("globalThis.away = true; document.dispatchEvent(new Event('visibilitychange'))");
		// What was asked before may still be answered.
		page.waitForTimeout(300);
		List<String> asked = new CopyOnWriteArrayList<>();
		page.onRequest((request) -> asked.add(request.url()));
		page.waitForTimeout(1500);
		assertThat(asked).isEmpty();
		page.waitForRequest((request) -> request.url().contains("/api/demo/state"),
				() -> page.evaluate("globalThis.away = false; document.dispatchEvent(new Event('visibilitychange'))"));
	}

	@Test
	void whenThePolicyIsViolatedThenTheTestsHearOfIt(BrowserSession session) {
		new DemoPage(session.page(), this.url);
		session.page().evaluate("document.body.setAttribute('style', 'color: red')");
		session.page()
			.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'x = 1' }))");
		session.page().waitForTimeout(100);
		assertThat(session.complaints()).anyMatch((text) -> text.contains("style-src"))
			.anyMatch((text) -> text.contains("script-src"));
	}

	private static String ratesOf(BrowserSession session) {
		return String.valueOf(session.page().evaluate("fetch('/api/rates?base=EUR').then((answer) => answer.text())"));
	}

	private int statusWith(BrowserSession session, Cookie cookie) {
		return session.page()
			.request()
			.get(this.url + "/api/me", RequestOptions.create().setHeader("Cookie", "SESSION=" + cookie.value))
			.status();
	}

}
