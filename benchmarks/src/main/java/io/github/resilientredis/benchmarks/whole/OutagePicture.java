/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;

/**
 * An outage second by second: above how long requests took, below how many failed.
 */
final class OutagePicture {

	private static final int WIDTH = 900;

	private static final int LATENCY_HEIGHT = 320;

	private static final int ERRORS_HEIGHT = 210;

	/** What nobody sees of a coordinate, half of a file. */
	private static final Pattern DIGITS = Pattern.compile("(\\.\\d\\d)\\d+");

	private final Fault fault;

	private final Outage plain;

	private final Outage starter;

	OutagePicture(Fault fault, Outage plain, Outage starter) {
		this.fault = fault;
		this.plain = plain;
		this.starter = starter;
	}

	/** One file for light pages and one for dark ones. */
	void write(Path directory) throws IOException {
		Files.createDirectories(directory);
		for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
			Path file = directory.resolve("whole-application-" + this.fault.id() + "-" + theme.id() + ".svg");
			Files.writeString(file, svg(theme));
		}
	}

	private String svg(Theme theme) throws IOException {
		VectorGraphics2D graphics = new VectorGraphics2D();
		paint(graphics, theme);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new SVGProcessor()
			.getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, LATENCY_HEIGHT + ERRORS_HEIGHT))
			.writeTo(out);
		return DIGITS.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("$1");
	}

	private void paint(Graphics2D graphics, Theme theme) {
		OutageChart charts = new OutageChart(theme, this.plain, this.starter);
		charts.latency("Redis " + this.fault.title()).paint(graphics, WIDTH, LATENCY_HEIGHT);
		graphics.translate(0, LATENCY_HEIGHT);
		charts.errors().paint(graphics, WIDTH, ERRORS_HEIGHT);
	}

}
