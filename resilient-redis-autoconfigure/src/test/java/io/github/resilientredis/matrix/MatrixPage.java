/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.matrix;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.github.resilientredis.testkit.RedisServer;

import org.springframework.boot.SpringBootVersion;

/**
 * The page of all figures, in Markdown.
 */
final class MatrixPage {

	private static final String NOTHING = "nothing";

	private static final String HEAD = """
			# The fault matrix

			Every fault against every feature, with this starter and with plain Spring Boot. The page is written by
			`FaultMatrixIT` from what it measured, never by hand; [the command](#measure-it-yourself) is below.

			Each figure is what HTTP clients saw of a small application with an embedded Tomcat: ours has the starter and its
			defaults; the plain one has Spring Boot's own `RedisCacheManager`, Spring Session, Bucket4j on Lettuce, users and
			revoked tokens by `StringRedisTemplate`, and `spring.data.redis.timeout` and `connect-timeout` of 500 ms, without
			which it would wait for a minute.

			| fault | errors | plain: errors | slowest call, first second | plain | slowest call, later | plain | calls sent to a Redis known to be away | back in use after | plain | lost | plain: lost |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final String LEGEND = """

			- **errors**: calls that were not answered with 200 and the right content, of all calls from the beginning of the fault
			  until half a second after recovery. Health counts as an error where it says DOWN: it takes the application out of
			  service.
			- **slowest call**: as the client measured it, connection and rendering included, on a machine whose cores the clients, the
			  application and Redis share; in the first second, and from then until the fault ended.
			- **calls sent to a Redis known to be away**: by the guard's own count of calls, between its noticing and the end of the
			  fault, its probe not counted. Under READONLY and OOM reads go on, so there is nothing to count; while flapping Redis is in
			  use again and again. Plain Spring Boot always asks.
			- **back in use after**: from the moment an unguarded client works again until every client is answered, and with the
			  starter also until the guard uses Redis again.
			- **lost**: what was accepted before or during the fault and is not in Redis, or not on this node, after recovery; or what was
			  ended, evicted, revoked or used up and is back. Read from Redis with Spring's own repositories, and from the node.
			- Where Redis comes back with all that it had when it was killed, a copy was saved at that moment; "back with an old
			  snapshot" goes back to before the last calls. "Back with data" is a network cut of this node, while another node ends
			  sessions in Redis. LOADING follows a crash half a second after the last save. "Slow" is 300 ms for each reply; "flapping" is 200 ms of each 500 ms without Redis.

			## Each fault

			Errors of calls, and the slowest call. A dash: no call began there, since all clients were still waiting.
			""";

	private static final String FOOT = """

			## Measure it yourself

			```
			./mvnw verify -Plong -pl resilient-redis-autoconfigure -Dtest=NoSuchTest -Dsurefire.failIfNoSpecifiedTests=false \\
			  -Dit.test=FaultMatrixIT -Dresilient-redis.docs.write=true
			```

			Without the last property the page is written to `target`. A cell of ours that is not as promised fails the build; four faults
			are in every build.
			""";

	private final Map<Fault, Row> guarded;

	private final Map<Fault, Row> plain;

	MatrixPage(Map<Fault, Row> guarded, Map<Fault, Row> plain) {
		this.guarded = guarded;
		this.plain = plain;
	}

	String text() {
		StringBuilder page = new StringBuilder(HEAD);
		both((ours, plains) -> page.append(summary(ours, plains)));
		page.append(conditions()).append(LEGEND);
		both((ours, plains) -> page.append(details(ours, plains)));
		return page.append(FOOT).toString();
	}

	private void both(BiConsumer<Row, Row> action) {
		this.guarded.forEach((fault, ours) -> {
			Row plains = this.plain.get(fault);
			if (plains != null) {
				action.accept(ours, plains);
			}
		});
	}

	private static String summary(Row ours, Row plain) {
		return line("[" + ours.fault().title() + "](#" + anchor(ours.fault()) + ")", errors(ours), errors(plain),
				text(ours.slowest(Phase.FIRST_SECOND)), text(plain.slowest(Phase.FIRST_SECOND)),
				text(ours.slowest(Phase.DURING)), text(plain.slowest(Phase.DURING)), touched(ours), recovery(ours),
				recovery(plain), lost(ours), lost(plain));
	}

	private static String details(Row ours, Row plain) {
		StringBuilder text = new StringBuilder("\n### ").append(ours.fault().title()).append("\n\n| feature |");
		StringBuilder rule = new StringBuilder("| --- |");
		for (Phase phase : Phase.measured()) {
			text.append(' ').append(phase.title()).append(" | plain |");
			rule.append(" --- | --- |");
		}
		text.append('\n').append(rule).append('\n');
		for (Feature feature : Feature.values()) {
			text.append("| ").append(feature.title()).append(" |");
			for (Phase phase : Phase.measured()) {
				text.append(' ').append(cell(ours.cell(feature, phase))).append(" | ");
				text.append(cell(plain.cell(feature, phase))).append(" |");
			}
			text.append('\n');
		}
		return text.toString();
	}

	private static String cell(Cell cell) {
		return (cell.calls() == 0) ? "–" : cell.errors() + " of " + cell.calls() + ", " + text(cell.slowest());
	}

	static String anchor(Fault fault) {
		return fault.title().toLowerCase(Locale.ROOT).replace(' ', '-');
	}

	private static String errors(Row row) {
		return row.errors() + " of " + row.calls();
	}

	private static String touched(Row row) {
		return row.fault().effect().isAway() ? String.valueOf(row.touched()) : "–";
	}

	private static String recovery(Row row) {
		return row.recovered() ? text(row.recovery()) : "not in 30 s";
	}

	private static String lost(Row row) {
		return row.lost().isEmpty() ? NOTHING
				: row.lost()
					.entrySet()
					.stream()
					.map((entry) -> entry.getValue() + " " + entry.getKey())
					.collect(Collectors.joining(", "));
	}

	private static String line(String... columns) {
		return "| " + String.join(" | ", columns) + " |\n";
	}

	private static String text(Duration duration) {
		long micros = duration.toNanos() / 1000;
		if (micros < 10_000) {
			return micros / 1000 + "." + micros % 1000 / 100 + " ms";
		}
		return (micros < 10_000_000) ? micros / 1000 + " ms" : micros / 1_000_000 + " s";
	}

	private static String conditions() {
		return "\nMeasured on " + Runtime.getRuntime().availableProcessors() + " cores, Java "
				+ System.getProperty("java.specification.version") + ", Spring Boot " + SpringBootVersion.getVersion()
				+ ", Redis " + redis() + ", two clients for each feature with 40 ms between two calls of each.\n";
	}

	private static String redis() {
		try (RedisServer server = RedisServer.start()) {
			String info = String.valueOf(server.command("INFO", "server"));
			return info.lines()
				.filter((line) -> line.startsWith("redis_version:"))
				.findFirst()
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.orElseThrow();
		}
	}

}
