/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The compose files, as far as they can be examined where no Docker engine is.
 */
class ComposeFilesTests {

	private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)([^}]*)}");

	private static final JsonNode BASE = KitFile.of("compose.yaml").yaml();

	private static final JsonNode SENTINEL = KitFile.of("compose.sentinel.yaml").yaml();

	@ParameterizedTest
	@ValueSource(strings = { "compose.yaml", "compose.sentinel.yaml" })
	void theyFollowTheComposeSpecification(String name) throws Exception {
		assertThat(schema().validate(KitFile.of(name).yaml())).isEmpty();
	}

	@Test
	void theSchemaFindsWhatIsWrong() throws Exception {
		ObjectNode wrong = (ObjectNode) BASE.deepCopy();
		((ObjectNode) wrong.at("/services/redis")).put("restrat", "always");
		assertThat(schema().validate(wrong)).isNotEmpty();
	}

	private static Schema schema() throws Exception {
		Path file = Path.of("src/test/resources/ops/compose-spec.schema.json");
		ObjectNode schema = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
		// Neither is an address, as the validator would have it.
		schema.remove(List.of("$schema", "$id"));
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
	}

	@Test
	void everyMountedFileIsThere() {
		List<String> sources = volumes().filter((volume) -> volume.startsWith("."))
			.map((volume) -> volume.substring(0, volume.indexOf(':')))
			.toList();
		assertThat(sources).hasSizeGreaterThan(8)
			.allSatisfy((source) -> assertThat(KitFile.of(source).path()).exists());
		assertThat(sources).contains("../../docs/alerts/resilient-redis.rules.yml", "../../docs/grafana");
		assertThat(volumes().filter((volume) -> volume.startsWith("."))).allMatch((volume) -> volume.endsWith(":ro"));
	}

	@Test
	void everyNamedVolumeAndNetworkIsDeclared() {
		Set<String> volumes = volumes().filter((volume) -> !volume.startsWith("."))
			.map((volume) -> volume.substring(0, volume.indexOf(':')))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> declared = new TreeSet<>(BASE.get("volumes").propertyNames());
		declared.addAll(SENTINEL.get("volumes").propertyNames());
		assertThat(volumes).isEqualTo(declared);
		BASE.get("services")
			.forEach((service) -> assertThat(BASE.get("networks").propertyNames())
				.containsAll(KitFile.texts(service.get("networks"))));
	}

	private static Stream<String> volumes() {
		return Stream.of(BASE, SENTINEL)
			.flatMap((file) -> file.get("services").valueStream())
			.filter((service) -> service.has("volumes"))
			.flatMap((service) -> KitFile.texts(service.get("volumes")).stream());
	}

	@Test
	void whateverRunsIsWatchedRestartedAndHasItsLimits() {
		BASE.get("services").properties().forEach((entry) -> {
			JsonNode service = entry.getValue();
			assertThat(service.at("/restart").asString()).as(entry.getKey()).isEqualTo("unless-stopped");
			assertThat(service.has("mem_limit")).as(entry.getKey()).isTrue();
			assertThat(service.at("/read_only").asBoolean()).as(entry.getKey()).isTrue();
			// Its image has no shell to ask with; Prometheus notices.
			assertThat(service.has("healthcheck")).as(entry.getKey())
				.isEqualTo(!entry.getKey().equals("redis-exporter"));
		});
		assertThat(BASE.at("/services/redis/healthcheck/test").toString()).contains("redis-cli --user app ping");
		assertThat(BASE.at("/services/redis").has("ports")).as("Redis is published").isFalse();
		assertThat(BASE.at("/networks/redis/internal").asBoolean()).isTrue();
		assertThat(KitFile.texts(BASE.at("/services")).stream().filter((text) -> text.matches(".*:\\d+:\\d+|.*}:\\d+")))
			.isNotEmpty()
			.allMatch((port) -> port.startsWith("127.0.0.1:"));
		assertThat(BASE.at("/services/app/ports").toString()).as("the management port is published")
			.doesNotContain("8081");
	}

	@Test
	void itDoesNotStartWithoutSecrets() {
		Set<String> offered = variables(KitFile.of(".env.example").text(), Pattern.compile("(?m)^([A-Z_]+)=()"));
		Set<String> empty = variables(KitFile.of(".env.example").text(), Pattern.compile("(?m)^([A-Z_]+)=()$"));
		Set<String> used = new TreeSet<>();
		for (JsonNode file : List.of(BASE, SENTINEL)) {
			for (String text : KitFile.texts(file)) {
				Matcher variable = VARIABLE.matcher(text);
				while (variable.find()) {
					used.add(variable.group(1));
					assertThat(variable.group(2)).as(text)
						.startsWith(variable.group(1).endsWith("PORT") ? ":-" : ":?set " + variable.group(1));
				}
			}
		}
		assertThat(used).isEqualTo(offered);
		assertThat(empty).isEqualTo(used.stream().filter((name) -> !name.endsWith("PORT")).collect(Collectors.toSet()));
	}

	private static Set<String> variables(String text, Pattern pattern) {
		return pattern.matcher(text)
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void whatIsScrapedIsWhatRuns() {
		JsonNode prometheus = KitFile.of("prometheus/prometheus.yml").yaml();
		assertThat(KitFile.texts(prometheus.at("/scrape_configs"))).contains("app:8081", "/actuator/prometheus",
				"redis-exporter:9121");
		assertThat(prometheus.at("/rule_files").toString()).contains("/etc/prometheus/rules/*.rules.yml");
		JsonNode provider = KitFile.of("grafana/provisioning/dashboards/resilient-redis.yaml").yaml();
		assertThat(BASE.at("/services/grafana/volumes").toString())
			.contains("../../docs/grafana:" + provider.at("/providers/0/options/path").asString() + ":ro");
		assertThat(KitFile.of("grafana/provisioning/datasources/prometheus.yaml")
			.yaml()
			.at("/datasources/0/url")
			.asString()).isEqualTo("http://prometheus:9090");
		KitFile.of("prometheus/redis.rules.yml").yaml().at("/groups/0/rules").forEach((rule) -> {
			assertThat(rule.at("/expr").asString()).startsWith("redis_");
			assertThat(rule.at("/annotations/summary").asString()).isNotEmpty();
		});
	}

	@Test
	void whatTheDockerfileCopiesIsThere() {
		String text = KitFile.of("Dockerfile").text();
		assertThat(text).contains("\nUSER app\n", "COPY --chmod=755 sample-app/ops/healthcheck");
		assertThat(KitFile.of("../../sample-app/ops/healthcheck").path()).isExecutable();
		assertThat(KitFile.of("../../" + BASE.at("/services/app/build/dockerfile").asString()).path()).exists();
		assertThat(KitFile.of("../bin/start").path()).isExecutable();
		assertThat(KitFile.of("../bin/diagnose").path()).isExecutable();
	}

}
