/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.awt.Color;

/**
 * Colours that go with the page around a picture.
 *
 * @param id in the name of the file
 * @param background behind everything
 * @param text of labels
 * @param faint of lines that help reading
 * @param plain of the shop with plain Spring Boot
 * @param starter of the one with the starter
 */
record Theme(String id, Color background, Color text, Color faint, Color plain, Color starter) {

	static final Theme LIGHT = new Theme("light", new Color(0xffffff), new Color(0x1f2328), new Color(0xd8dee4),
			new Color(0xcf222e), new Color(0x0969da));

	static final Theme DARK = new Theme("dark", new Color(0x0d1117), new Color(0xe6edf3), new Color(0x30363d),
			new Color(0xff7b72), new Color(0x58a6ff));

}
