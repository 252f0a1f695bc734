/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A report as maps, lists, texts and numbers. The names of the fields are those of the
 * components of the records of facts; they do not change.
 */
final class ReportTree {

	/** Raised when a field is removed or means something else. */
	private static final int VERSION = 1;

	private ReportTree() {
	}

	static Map<String, @Nullable Object> of(DiagnosisReport report) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("version", VERSION);
		tree.put("at", report.at().toString());
		tree.put("exitCode", report.exitCode());
		tree.put("note", report.note());
		tree.put("findings", report.findings().stream().map(ReportTree::finding).toList());
		Facts facts = report.facts();
		if (facts != null) {
			put(facts, tree);
		}
		tree.put("configuration", report.configuration());
		return tree;
	}

	private static void put(Facts facts, Map<String, @Nullable Object> tree) {
		Map<String, @Nullable Object> target = new LinkedHashMap<>();
		target.put("mode", facts.target().mode().name().toLowerCase(Locale.ROOT));
		target.put("addresses", facts.target().addresses());
		target.put("master", facts.target().master());
		target.put("tls", facts.target().tls());
		tree.put("target", target);
		tree.put("reachable", facts.isReachable());
		tree.put("servers", tree(facts.nodes()));
		tree.put("user", tree(facts.user()));
		tree.put("cache", tree(facts.cache()));
		tree.put("session", tree(facts.session()));
		tree.put("connectMillis", facts.connectMillis());
		tree.put("unasked", tree(facts.unasked()));
	}

	static Map<String, @Nullable Object> finding(Finding finding) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("id", finding.kind().id());
		tree.put("severity", finding.kind().severity().toString());
		tree.put("what", finding.what());
		tree.put("why", finding.kind().why());
		tree.put("remedy", finding.kind().remedy());
		return tree;
	}

	/**
	 * A record as a map, a list of records as a list of maps.
	 * @param value the value
	 * @return what JSON and text can show
	 */
	static @Nullable Object tree(@Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> elements = new ArrayList<>();
			list.forEach((element) -> elements.add(tree(element)));
			return elements;
		}
		return (value instanceof Record components) ? fields(components) : value;
	}

	private static Map<String, @Nullable Object> fields(Record value) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		for (RecordComponent component : value.getClass().getRecordComponents()) {
			try {
				fields.put(component.getName(), tree(component.getAccessor().invoke(value)));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(component.toString(), ex);
			}
		}
		return fields;
	}

}
