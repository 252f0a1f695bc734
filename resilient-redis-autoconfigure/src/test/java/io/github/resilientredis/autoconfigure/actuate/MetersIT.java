/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.metrics.GuardMeter;
import io.github.resilientredis.metrics.JournalMeter;
import io.github.resilientredis.metrics.ResilientCacheMeter;
import io.github.resilientredis.metrics.SessionMeter;
import io.github.resilientredis.metrics.ThrottleMeter;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus gets from an application that uses every feature, and the page, the
 * dashboard and the alerts that are made for it.
 */
class MetersIT {

	private static final Path DOCS = Path.of("..", "docs");

	private static final String USER_INPUT = "a-key-of-a-user-4711";

	private static RedisServer server;

	private static OperatedApplication application;

	private static Scrape scrape;

	private static String session;

	@BeforeAll
	static void start() {
		server = RedisServer.start();
		application = OperatedApplication.start("spring.data.redis.host=" + server.host(),
				"spring.data.redis.port=" + server.port());
		session = application.get("/page/" + USER_INPUT).body();
		reaches(GuardState.AVAILABLE);
		try (UnguardedClient unguarded = UnguardedClient.to(server, java.time.Duration.ofMillis(300))) {
			server.kill();
			unguarded.assertFails();
		}
		reaches(GuardState.UNAVAILABLE);
		application.get("/page/" + USER_INPUT);
		server.restartEmpty();
		reaches(GuardState.AVAILABLE);
		application.get("/page/" + USER_INPUT);
		Awaitility.await()
			.untilAsserted(() -> assertThat(scrape().value("resilient_redis_recovery_seconds_count")).isPositive());
		scrape = scrape();
	}

	@AfterAll
	static void stop() {
		try {
			application.close();
		}
		finally {
			server.close();
		}
	}

	@Test
	void aScrapeTellsTheStateAndWhatBecameOfCalls() {
		assertThat(scrape.value("resilient_redis_state{state=\"available\"}")).isEqualTo(1);
		assertThat(scrape.value("resilient_redis_state{state=\"unavailable\"}")).isZero();
		assertThat(scrape.value("resilient_redis_calls_total{feature=\"session\",outcome=\"answered\"}")).isPositive();
		assertThat(scrape.value("resilient_redis_calls_total{feature=\"session\",outcome=\"not_asked\"}")).isPositive();
		assertThat(scrape.value("resilient_redis_session_local")).isPositive();
		assertThat(scrape.value("resilience4j_circuitbreaker_state{name=\"redis\",state=\"closed\"}")).isEqualTo(1);
		assertThat(scrape.value("resilience4j_circuitbreaker_state{name=\"redis-writes\",state=\"closed\"}"))
			.isEqualTo(1);
	}

	@Test
	void noSeriesHoldsWhatAUserSent() {
		assertThat(application.get("/actuator/prometheus").body()).doesNotContain(USER_INPUT).doesNotContain(session);
	}

	@Test
	void thePageListsEachMeterAsItIs() throws IOException {
		Map<String, String> rows = new TreeMap<>();
		Map<String, Set<String>> tags = new TreeMap<>();
		for (Meter meter : application.context().getBean(MeterRegistry.class).getMeters()) {
			Meter.Id id = meter.getId();
			if (isOurs(id)) {
				tags.computeIfAbsent(id.getName(), (name) -> new TreeSet<>())
					.addAll(id.getTags().stream().map(Tag::getKey).toList());
				rows.put(id.getName(), "| " + id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ')
						+ " | %s | " + meaning(id) + " |\n");
			}
		}
		StringBuilder table = new StringBuilder("| meter | kind | tags | meaning |\n| --- | --- | --- | --- |\n");
		rows.forEach((name,
				row) -> table.append("| `" + name + "` "
						+ row.formatted(tags.getOrDefault(name, Set.of())
							.stream()
							.map((tag) -> "`" + tag + "`")
							.collect(Collectors.joining(", ")))));
		assertThat(Files.readString(DOCS.resolve("metrics.md"))).contains(table);
	}

	/** Some of resilience4j's series have one each. */
	private static String meaning(Meter.Id id) {
		return switch (id.getName()) {
			case "resilience4j.circuitbreaker.calls" -> "Answers and missing answers of Redis";
			case "resilience4j.circuitbreaker.buffered.calls" -> "Calls in the window, by how they ended";
			case "resilience4j.circuitbreaker.slow.calls" -> "Slow calls in the window, by how they ended";
			default -> (id.getDescription() != null) ? id.getDescription() : "";
		};
	}

	@Test
	void eachMeterIsDeclaredOnceInAnEnum() {
		Set<String> declared = Stream
			.of(Arrays.stream(GuardMeter.values()).map(GuardMeter::meterName),
					Arrays.stream(JournalMeter.values()).map(JournalMeter::meterName),
					Arrays.stream(SessionMeter.values()).map(SessionMeter::meterName),
					Arrays.stream(ResilientCacheMeter.values()).map(ResilientCacheMeter::meterName),
					Stream.of(ThrottleMeter.METER_NAME))
			.flatMap((names) -> names)
			.collect(Collectors.toSet());
		Set<String> seen = application.context()
			.getBean(MeterRegistry.class)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> isOurs(id) && !id.getName().startsWith("resilience4j."))
			.map(Meter.Id::getName)
			.collect(Collectors.toSet());
		assertThat(seen).isEqualTo(declared);
	}

	private static boolean isOurs(Meter.Id id) {
		return id.getName().startsWith("resilient.redis.") || id.getName().startsWith("resilience4j.circuitbreaker.")
				|| (id.getName().startsWith("cache.") && id.getTag("cache.manager") != null);
	}

	@Test
	void aQueryForWhatIsNotThereIsFound() {
		assertThat(scrape.missing("sum(rate(resilient_redis_calls_total{outcome=\"lost\"}[5m])) > 1e6"))
			.containsExactly("outcome=\"lost\"");
		assertThat(scrape.missing("rate(resilient_redis_cals_total[5m]) and on (job) up == 1"))
			.containsExactlyInAnyOrder("resilient_redis_cals_total", "up");
		assertThat(scrape.unknownGroups("sum by (color) (resilient_redis_state)")).containsExactly("color");
	}

	@Test
	void theDashboardShowsOnlyWhatThereIs() throws IOException {
		JsonNode dashboard = new JsonMapper().readTree(DOCS.resolve("grafana/resilient-redis.json").toFile());
		List<String> queries = new ArrayList<>();
		Set<Integer> ids = new HashSet<>();
		for (JsonNode panel : dashboard.path("panels")) {
			assertThat(ids.add(panel.path("id").asInt())).isTrue();
			panel.path("targets").forEach((target) -> queries.add(target.path("expr").asString()));
		}
		assertThat(queries).hasSizeGreaterThan(15).allSatisfy(this::assertAnswered);
		for (JsonNode variable : dashboard.path("templating").path("list")) {
			String query = variable.path("query").asString();
			if (query.startsWith("label_values(")) {
				assertAnswered(query.replaceAll("label_values\\((.*), \\w+\\)", "$1"));
			}
		}
	}

	@Test
	void alertsAskOnlyForWhatThereIs() throws IOException {
		JsonNode rules = new JsonMapper()
			.valueToTree(new Yaml().load(Files.readString(DOCS.resolve("alerts/resilient-redis.rules.yml"))));
		String operations = Files.readString(DOCS.resolve("operations.md"));
		int alerts = 0;
		for (JsonNode group : rules.path("groups")) {
			for (JsonNode alert : group.path("rules")) {
				alerts++;
				assertThat(alert.propertyNames()).contains("alert", "expr", "labels", "annotations");
				assertAnswered(alert.path("expr").asString());
				assertThat(operations).contains("`" + alert.path("alert").asString() + "`");
			}
		}
		assertThat(alerts).isGreaterThan(8);
	}

	private void assertAnswered(String query) {
		assertThat(Scrape.selectors(query)).as(query).isNotEmpty();
		assertThat(scrape.missing(query)).as(query).isEmpty();
		assertThat(scrape.unknownGroups(query)).as(query).isEmpty();
	}

	private static Scrape scrape() {
		return new Scrape(application.get("/actuator/prometheus").body());
	}

	private static void reaches(GuardState state) {
		Awaitility.await().until(() -> application.guard().getState(), state::equals);
	}

}
