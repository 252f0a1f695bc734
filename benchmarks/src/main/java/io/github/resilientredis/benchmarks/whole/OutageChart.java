/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure of both shops over the seconds of an outage; second 0 is its begin.
 */
final class OutageChart {

	private static final int AXIS_WIDTH = 84;

	private static final int ROOMY = 34;

	private static final double LEAST = 0.1;

	private static final double MOST = 10_000;

	/** Milliseconds, the height of labels of moments. */
	private static final double LABEL = 0.15;

	/** How far right of its moment the middle of a label is, of the whole width. */
	private static final double LABEL_SHARE = 0.085;

	private final Theme theme;

	private final Outage plain;

	private final Outage starter;

	OutageChart(Theme theme, Outage plain, Outage starter) {
		this.theme = theme;
		this.plain = plain;
		this.starter = starter;
	}

	/**
	 * The upper chart: how long requests took, in decades.
	 */
	XYChart latency(String title) {
		XYChart chart = chart(title, "p99 in ms");
		XYStyler styler = chart.getStyler();
		styler.setYAxisLogarithmic(true).setYAxisMin(LEAST).setYAxisMax(MOST).setYAxisDecimalPattern("#,##0.#");
		styler.setPlotGridHorizontalLinesVisible(false).setLegendVisible(false);
		for (double decade = 10 * LEAST; decade < MOST; decade *= 10) {
			addDecade(chart, decade);
		}
		addBoth(chart, Window::p99);
		int outage = this.plain.phases().outage();
		int total = this.plain.phases().total();
		chart.addAnnotation(new AnnotationText("Redis goes away", LABEL_SHARE * total, LABEL, false));
		chart.addAnnotation(new AnnotationText("Redis is back", outage + LABEL_SHARE * total, LABEL, false));
		return chart;
	}

	/**
	 * The lower chart: how many failed.
	 */
	XYChart errors() {
		XYChart chart = chart("", "failures per second");
		addBoth(chart, Window::errors);
		chart.setXAxisTitle("seconds");
		chart.getStyler().setYAxisMin(0.0).setYAxisTickMarkSpacingHint(ROOMY).setChartTitleVisible(false);
		return chart;
	}

	private XYChart chart(String title, String figure) {
		XYChart chart = new XYChartBuilder().title(title).yAxisTitle(figure).build();
		style(chart.getStyler());
		Phases phases = this.plain.phases();
		chart.getStyler()
			.setXAxisMin((double) -phases.healthy())
			.setXAxisMax((double) phases.total() - phases.healthy());
		chart.addAnnotation(new AnnotationLine(0, true, false));
		chart.addAnnotation(new AnnotationLine(phases.outage(), true, false));
		return chart;
	}

	private void addBoth(XYChart chart, ToDoubleFunction<Window> value) {
		add(chart, Flavour.PLAIN, this.plain, value);
		add(chart, Flavour.STARTER, this.starter, value);
	}

	/**
	 * A line that helps reading. The grid of a logarithmic axis would be nine of them.
	 */
	private void addDecade(XYChart chart, double value) {
		double from = -this.plain.phases().healthy();
		double to = from + this.plain.phases().total();
		XYSeries line = chart.addSeries("p99 of " + value, new double[] { from, to }, new double[] { value, value });
		line.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
		line.setLineColor(this.theme.faint()).setLineStyle(new BasicStroke(1));
	}

	private void add(XYChart chart, Flavour flavour, Outage outage, ToDoubleFunction<Window> value) {
		Recording recording = outage.recording();
		double[] seconds = IntStream.range(0, recording.seconds())
			.mapToDouble((second) -> second + 0.5 - outage.phases().healthy())
			.toArray();
		double[] figures = IntStream.range(0, recording.seconds())
			.mapToDouble((second) -> value.applyAsDouble(recording.second(second)))
			.toArray();
		XYSeries series = chart.addSeries(flavour.title(), seconds, figures);
		series.setMarker(SeriesMarkers.NONE);
		series.setLineColor((flavour == Flavour.PLAIN) ? this.theme.plain() : this.theme.starter());
		series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
	}

	private void style(XYStyler styler) {
		Color text = this.theme.text();
		Color background = this.theme.background();
		styler.setChartBackgroundColor(background).setChartFontColor(text).setPlotBackgroundColor(background);
		styler.setPlotBorderVisible(false).setPlotBorderColor(background);
		styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15)).setChartTitleBoxVisible(false);
		styler.setLegendBackgroundColor(background).setLegendBorderColor(background);
		styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
		styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
		styler.setYAxisTitleColor(text).setXAxisTitleColor(text).setYAxisLeftWidthHint(AXIS_WIDTH);
		styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
		styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).setAxisTickLabelsColor(text);
		styler.setAxisTickMarksColor(this.theme.faint())
			.setAxisTicksMarksVisible(false)
			.setPlotGridVerticalLinesVisible(false);
		styler.setPlotGridLinesColor(this.theme.faint()).setPlotGridLinesStroke(new BasicStroke(1));
		styler.setAnnotationTextFontColor(text).setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
		styler.setAnnotationLineColor(text)
			.setAnnotationLineStroke(
					new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] { 4, 4 }, 0));
	}

}
