/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportRenderingTests {

	private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

	@Test
	void jsonCanBeReadWhateverIsInIt() {
		String hostile = "\"\\\u0000\n\u001b[31m\u2028é\ud83d\ude00</script>";
		JsonNode report = new JsonMapper()
			.readTree(DiagnosisReport.misconfigured(hostile, AT, Map.of("a", hostile)).toJson());
		assertThat(report.get("findings").get(0).get("what").asString()).isEqualTo(hostile);
		assertThat(report.get("configuration").get("a").asString()).isEqualTo(hostile);
		assertThat(report.get("exitCode").asInt()).isEqualTo(2);
		assertThat(report.get("at").asString()).isEqualTo("2026-01-02T03:04:05Z");
	}

	@Test
	void numbersThatJsonDoesNotHaveAreWrittenAsText() {
		assertThat(JsonText.of(List.of(Double.NaN, 1.5, 2L))).isEqualToIgnoringWhitespace("[\"NaN\",1.5,2]");
	}

	@Test
	void whatAServerSentDoesNotDriveTheTerminal() {
		String text = DiagnosisReport.misconfigured("a\u001b[31mb", AT, Map.of("c", "\u001b]0;d")).toText(false, true);
		assertThat(text).doesNotContain("\u001b").contains("a?[31mb", "c=?]0;d");
	}

	@Test
	void colorsAreUsedWhenAskedFor() {
		DiagnosisReport report = DiagnosisReport.misconfigured("a", AT, Map.of());
		assertThat(report.toText(true, false)).contains("\u001b[1;31mcritical\u001b[0m");
		assertThat(report.toText(false, false)).contains("[critical]");
	}

	@Test
	void withoutRedisThereIsNothingToFind() {
		DiagnosisReport report = DiagnosisReport.withoutRedis("No Redis here.", AT, Map.of());
		assertThat(report.exitCode()).isZero();
		assertThat(report.toText(false, false)).isEqualTo("No Redis here.\n\nno findings\n");
	}

	@Test
	void noticesDoNotChangeTheExitCode() {
		Facts facts = Facts.unreachable(Diagnosed.SETTINGS, Checked.TARGET, "x", null);
		assertThat(exitCode(facts, FindingKind.JAVA_SERIALIZATION)).isEqualTo(0);
		assertThat(exitCode(facts, FindingKind.MEMORY)).isEqualTo(1);
		assertThat(exitCode(facts, FindingKind.NO_PASSWORD)).isEqualTo(1);
		assertThat(exitCode(facts, FindingKind.UNREACHABLE)).isEqualTo(2);
	}

	private static int exitCode(Facts facts, FindingKind kind) {
		return new DiagnosisReport(facts, List.of(new Finding(kind, "x")), AT).exitCode();
	}

	@Test
	void sizesAndDurationsAreShownWithTheirUnits() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("usedBytes", 1_572_864L);
		fields.put("limitBytes", 0L);
		fields.put("p99Millis", 0.4);
		fields.put("uptimeSeconds", 5L);
		fields.put("unknown", null);
		assertThat(ValueText.line(fields)).isEqualTo("used 1.5 MB, limit none, p99 0.4 ms, uptime 5 s");
	}

}
