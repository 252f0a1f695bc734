/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A report for people.
 */
final class TextReport {

	/** Shown only when asked for everything. */
	private static final Set<String> DETAILS = Set.of("exposure", "keys");

	private final DiagnosisReport report;

	private final TextStyle style;

	private final boolean verbose;

	private final StringBuilder out = new StringBuilder();

	TextReport(DiagnosisReport report, TextStyle style, boolean verbose) {
		this.report = report;
		this.style = style;
		this.verbose = verbose;
	}

	String render() {
		Facts facts = this.report.facts();
		if (facts != null) {
			heading(facts);
			facts.nodes().forEach(this::node);
			whole(facts);
		}
		if (this.report.note() != null) {
			this.out.append(this.report.note()).append('\n');
		}
		configuration();
		findings();
		return this.out.toString();
	}

	private void heading(Facts facts) {
		this.out.append(this.style.bold("Redis at " + TextStyle.clean(facts.target().describe())))
			.append(facts.target().tls() ? ", with TLS" : ", without TLS")
			.append(facts.isReachable() ? "\n" : ": " + this.style.of(Severity.CRITICAL) + ", not reached\n");
	}

	private void node(NodeFacts node) {
		this.out.append('\n').append(this.style.bold("server " + TextStyle.clean(node.address()))).append('\n');
		if (ReportTree.tree(node) instanceof Map<?, ?> sections) {
			sections.forEach((name, fields) -> {
				if (fields instanceof Map<?, ?> map && (this.verbose || !DETAILS.contains(name.toString()))) {
					line(ValueText.words(name.toString()), ValueText.line(map));
				}
			});
		}
	}

	private void whole(Facts facts) {
		if (!facts.isReachable()) {
			return;
		}
		this.out.append('\n').append(this.style.bold("application")).append('\n');
		section("user", facts.user());
		section("cache", facts.cache());
		section("session", facts.session());
		if (!facts.connectMillis().isEmpty()) {
			line("connections", ValueText.line(Map.of("openedInMillis", facts.connectMillis())));
		}
		if (!facts.unasked().isEmpty()) {
			this.out.append('\n').append(this.style.bold("could not be asked")).append('\n');
			facts.unasked().forEach((unasked) -> line(unasked.question(), TextStyle.clean(unasked.reason())));
		}
	}

	private void section(String name, @Nullable Object fields) {
		if (ReportTree.tree(fields) instanceof Map<?, ?> map) {
			line(name, ValueText.line(map));
		}
	}

	private void configuration() {
		if (!this.report.configuration().isEmpty()) {
			this.out.append('\n').append(this.style.bold("configuration")).append('\n');
			this.report.configuration()
				.forEach((name, value) -> this.out.append("  ")
					.append(name)
					.append('=')
					.append(TextStyle.clean(value))
					.append('\n'));
		}
	}

	private void findings() {
		List<Finding> findings = this.report.findings();
		this.out.append(this.out.isEmpty() ? "" : "\n");
		if (findings.isEmpty()) {
			this.out.append(this.style.green("no findings")).append('\n');
			return;
		}
		this.out.append(this.style.bold((findings.size() == 1) ? "1 finding" : findings.size() + " findings"))
			.append('\n');
		for (Finding finding : findings) {
			this.out.append("  [")
				.append(this.style.of(finding.kind().severity()))
				.append("] ")
				.append(this.style.bold(finding.kind().id()))
				.append('\n')
				.append("    ")
				.append(TextStyle.clean(finding.what()))
				.append('\n')
				.append("    ")
				.append(this.style.faint("why:    "))
				.append(finding.kind().why())
				.append('\n')
				.append("    ")
				.append(this.style.faint("remedy: "))
				.append(finding.kind().remedy())
				.append('\n');
		}
	}

	private void line(String name, String text) {
		this.out.append(String.format("  %-12s  ", name)).append(text).append('\n');
	}

}
