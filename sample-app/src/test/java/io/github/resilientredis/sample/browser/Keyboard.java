/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody without a mouse, who must see where he is.
 */
final class Keyboard {

	private static final int MOST = 60;

	/** The name of a field, or what stands on a button or link. */
	private static final String NAME = "() => { const e = document.activeElement; return e.name || "
			+ "(e.querySelector('b') ?? e).textContent.trim() }";

	private static final String VISIBLE = "() => { const s = getComputedStyle(document.activeElement); "
			+ "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 }";

	private final Page page;

	Keyboard(Page page) {
		this.page = page;
	}

	String next() {
		return move("Tab");
	}

	Keyboard goTo(String name) {
		return go("Tab", name);
	}

	Keyboard goBackTo(String name) {
		return go("Shift+Tab", name);
	}

	void press(String key) {
		this.page.keyboard().press(key);
	}

	void type(String text) {
		this.page.keyboard().type(text);
	}

	private Keyboard go(String key, String name) {
		for (int i = 0; i < MOST; i++) {
			if (move(key).equals(name)) {
				return this;
			}
		}
		throw new AssertionError("The keyboard does not reach '" + name + "'");
	}

	private String move(String key) {
		press(key);
		String name = String.valueOf(this.page.evaluate(NAME));
		assertThat(this.page.evaluate("() => document.activeElement === document.body || (" + VISIBLE + ")()"))
			.as("the focus on '%s' can be seen", name)
			.isEqualTo(true);
		return name;
	}

}
