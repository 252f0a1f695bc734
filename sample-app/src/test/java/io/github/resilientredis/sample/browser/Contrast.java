/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.browser;

import java.util.List;

import com.microsoft.playwright.Page;

/**
 * Contrast of text with its ground, as WCAG 2.2 (1.4.3) computes it.
 */
final class Contrast {

	/** Each text that is shown, with the nearest ground that is not transparent. */
	private static final String SCRIPT = """
			() => {
				const parse = (color) => color.match(/[\\d.]+/g).map(Number);
				const channel = (c) => (c / 255 <= .04045) ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
				const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
				const opaque = (color) => color.length < 4 || color[3] === 1;
				const ground = (e) => {
					for (let at = e; at; at = at.parentElement) {
						const color = parse(getComputedStyle(at).backgroundColor);
						if (opaque(color)) return color;
					}
					return [255, 255, 255];
				};
				const found = [];
				const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
				while (texts.nextNode()) {
					const e = texts.currentNode.parentElement;
					const style = getComputedStyle(e);
					if (!texts.currentNode.data.trim() || !e.checkVisibility() || e.closest('[aria-disabled=true]')) continue;
					const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
					const size = parseFloat(style.fontSize);
					const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
					const ratio = (a + .05) / (b + .05);
					if (ratio < (large ? 3 : 4.5)) found.push(`${texts.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
				}
				return found;
			}
			""";

	private Contrast() {
	}

	@SuppressWarnings("unchecked")
	static List<String> tooLow(Page page) {
		return (List<String>) page.evaluate(SCRIPT);
	}

}
