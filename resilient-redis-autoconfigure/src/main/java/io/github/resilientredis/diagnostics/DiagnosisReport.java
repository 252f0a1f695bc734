/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis found. Holds no secret. Immutable.
 */
public final class DiagnosisReport {

	/** Exit code of a Redis without findings, or with notices only. */
	public static final int OK = 0;

	/** Exit code of a Redis with findings. */
	public static final int FINDINGS = 1;

	/** Exit code of a Redis that cannot be reached. */
	public static final int UNREACHABLE = 2;

	private final @Nullable Facts facts;

	private final List<Finding> findings;

	private final Instant at;

	private final Map<String, String> configuration;

	private final @Nullable String note;

	DiagnosisReport(Facts facts, List<Finding> findings, Instant at) {
		this(facts, findings, at, facts.settings().configuration(), null);
	}

	private DiagnosisReport(@Nullable Facts facts, List<Finding> findings, Instant at,
			Map<String, String> configuration, @Nullable String note) {
		this.facts = facts;
		this.findings = List.copyOf(findings);
		this.at = at;
		this.configuration = configuration;
		this.note = note;
	}

	/**
	 * A report on a configuration with which nothing can be asked.
	 * @param problem what is wrong and what to do, without secrets
	 * @param at when
	 * @param configuration properties to show, without secrets
	 * @return the report
	 */
	public static DiagnosisReport misconfigured(String problem, Instant at, Map<String, String> configuration) {
		return new DiagnosisReport(null, List.of(new Finding(FindingKind.CONFIGURATION, problem)), at, configuration,
				null);
	}

	/**
	 * A report on an application that uses no Redis.
	 * @param note why
	 * @param at when
	 * @param configuration properties to show, without secrets
	 * @return the report
	 */
	public static DiagnosisReport withoutRedis(String note, Instant at, Map<String, String> configuration) {
		return new DiagnosisReport(null, List.of(), at, configuration, note);
	}

	/**
	 * How the process should end.
	 * @return one of the constants here
	 */
	public int exitCode() {
		if (this.findings.stream().map(Finding::kind).anyMatch(DiagnosisReport::isFatal)) {
			return UNREACHABLE;
		}
		return this.findings.stream().anyMatch(Finding::counts) ? FINDINGS : OK;
	}

	private static boolean isFatal(FindingKind kind) {
		return kind == FindingKind.UNREACHABLE || kind == FindingKind.CONFIGURATION;
	}

	/**
	 * What is to be mended.
	 * @return the findings, notices among them
	 */
	public List<Finding> findings() {
		return this.findings;
	}

	/**
	 * The report for people.
	 * @param colored whether to use the colors of a terminal
	 * @param verbose whether to show everything
	 * @return lines
	 */
	public String toText(boolean colored, boolean verbose) {
		return new TextReport(this, new TextStyle(colored), verbose).render();
	}

	/**
	 * The report for machines, with everything in it.
	 * @return a JSON object; {@code docs/diagnostics.md} has its fields
	 */
	public String toJson() {
		return JsonText.of(ReportTree.of(this));
	}

	@Nullable Facts facts() {
		return this.facts;
	}

	Instant at() {
		return this.at;
	}

	Map<String, String> configuration() {
		return this.configuration;
	}

	@Nullable String note() {
		return this.note;
	}

}
