/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import static io.github.resilientredis.benchmarks.whole.Table.text;
import static io.github.resilientredis.benchmarks.whole.Table.verdict;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was measured, as a table with its conditions.
 */
final class Report {

	private static final String MILLIS = "%.2f ms";

	private final Plan plan;

	private final Results plain;

	private final Results starter;

	Report(Plan plan, Results plain, Results starter) {
		this.plan = plan;
		this.plain = plain;
		this.starter = starter;
	}

	String markdown() {
		Table table = new Table();
		healthy(table);
		saturated(table);
		for (Fault fault : Fault.values()) {
			outage(table, fault);
		}
		starts(table);
		return conditions() + System.lineSeparator() + table;
	}

	private String conditions() {
		return text("""
				%s, Java %s, %d processors, %d requests a second where the rate is constant. The generator began its \
				requests %.2f ms late (p50; p99 %.2f ms) with plain Spring Boot, %.2f ms (%.2f ms) with the starter.
				""", LocalDate.now(ZoneOffset.UTC), Runtime.version().feature(),
				Runtime.getRuntime().availableProcessors(), this.plan.rate(), this.plain.lag().percentile(50),
				this.plain.lag().p99(), this.starter.lag().percentile(50), this.starter.lag().p99());
	}

	private void healthy(Table table) {
		double plainMedian = this.plain.healthy().percentile(50);
		double starterMedian = this.starter.healthy().percentile(50);
		table.ratio("**healthy**: p50", MILLIS, plainMedian, starterMedian,
				verdict("≤ 0.6 ×", starterMedian <= 0.6 * plainMedian));
		for (Kind kind : Kind.values()) {
			table.ratio("healthy: p50, " + kind.title(), MILLIS, this.plain.healthy(kind).percentile(50),
					this.starter.healthy(kind).percentile(50));
		}
		table.row("healthy: failed requests", failed(this.plain.healthy()), failed(this.starter.healthy()));
		table.ratio("healthy: p99", MILLIS, this.plain.healthy().p99(), this.starter.healthy().p99());
	}

	private void saturated(Table table) {
		double ratio = Medians.ofRatios(this.starter.saturated(), this.plain.saturated(), Saturated::perSecond);
		table.row("**saturated**: answers a second", text("%,.0f", this.plain.perSecond()),
				text("%,.0f", this.starter.perSecond()), text("%.2f ×", ratio), verdict("≥ 1.5 ×", ratio >= 1.5));
		cpu(table, "shop", CpuTime::shop);
		cpu(table, "Redis", CpuTime::redis);
		cpu(table, "generator", CpuTime::generator);
	}

	private void cpu(Table table, String whose, ToDoubleFunction<CpuTime> share) {
		table.ratio("saturated: processor time of a request, " + whose, "%.0f µs", this.plain.cpu(share),
				this.starter.cpu(share));
	}

	private void outage(Table table, Fault fault) {
		Outage without = this.plain.outage(fault);
		Outage with = this.starter.outage(fault);
		String name = "Redis " + fault.id();
		table.row("**" + name + "**, " + without.phases().outage() + " s: failed requests", failed(without.away()),
				failed(with.away()), "", verdict("0", with.away().errors() == 0));
		table.row(name + ": p99 before", millis(without.before()), millis(with.before()));
		table.row(name + ": p99 in the first second", millis(without.firstSecond()), millis(with.firstSecond()));
		double ratio = with.rest().p99() / with.before().p99();
		table.row(name + ": p99 after the first second", millis(without.rest()), millis(with.rest()),
				text("%.2f × its own before", ratio), verdict("≤ 1.5 × its own before", ratio <= 1.5));
		table.row(name + ", returned: until the shop says it uses Redis", seconds(without.back()),
				seconds(with.back()));
		table.row(name + ", returned: failed requests", failed(without.afterwards()), failed(with.afterwards()));
		table.row(name + ", returned: last failure", last(without), last(with));
	}

	private static String millis(Window window) {
		return text("%,.2f ms", window.p99());
	}

	private static String failed(Window window) {
		return text("%,d of %,d", window.errors(), window.calls());
	}

	private static String seconds(double back) {
		return Double.isNaN(back) ? "not while it was watched" : text("%.1f s", back);
	}

	private static String last(Outage outage) {
		return (outage.lastError() > 0) ? "in second " + outage.lastError() : "none";
	}

	private void starts(Table table) {
		double time = this.starter.startUp() - this.plain.startUp();
		table.row("**start**: until ready, median of " + this.plan.starts(), text("%,.0f ms", this.plain.startUp()),
				text("%,.0f ms", this.starter.startUp()), text("%+.0f ms", time),
				verdict("≤ 150 ms more", time <= 150));
		double heap = this.starter.heap() - this.plain.heap();
		table.row("**heap**: live objects after a warm round", text("%.1f MB", this.plain.heap()),
				text("%.1f MB", this.starter.heap()), text("%+.1f MB", heap), verdict("≤ 15 MB more", heap <= 15));
	}

	/** Second by second, for whoever wants to draw another picture. */
	String series(Fault fault) {
		StringBuilder lines = new StringBuilder("second,plain p99 ms,plain errors,starter p99 ms,starter errors\n");
		Outage without = this.plain.outage(fault);
		Outage with = this.starter.outage(fault);
		for (int second = 0; second < without.phases().total(); second++) {
			Window left = without.recording().second(second);
			Window right = with.recording().second(second);
			lines.append(String.format(Locale.ROOT, "%d,%.3f,%d,%.3f,%d%n", second, left.p99(), left.errors(),
					right.p99(), right.errors()));
		}
		return lines.toString();
	}

}
