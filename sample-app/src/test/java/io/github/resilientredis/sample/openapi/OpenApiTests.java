/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.resilientredis.sample.SampleClient;
import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.SampleTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document says what there is, and nothing else.
 */
@SampleTest
class OpenApiTests {

	private final Answer answer;

	private final JsonNode document;

	private final Set<String> routes = new TreeSet<>();

	OpenApiTests(@LocalServerPort int port,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
		this.answer = new SampleClient(port).get("/v3/api-docs");
		this.document = this.answer.json();
		mapping.getHandlerMethods().keySet().forEach(this::addRoutes);
	}

	private void addRoutes(RequestMappingInfo mapping) {
		for (String pattern : mapping.getPatternValues()) {
			String path = pattern.replaceAll("/$", "");
			if (path.startsWith("/api/")) {
				mapping.getMethodsCondition().getMethods().forEach((method) -> this.routes.add(method + " " + path));
			}
		}
	}

	@Test
	void itIsServedToEverybodyAsJson() {
		assertThat(this.answer.status()).isEqualTo(200);
		assertThat(this.answer.contentType()).startsWith("application/json");
		assertThat(this.document.get("openapi").asString()).startsWith("3.1");
	}

	@Test
	void eachRouteIsDescribedAndNothingElse() {
		assertThat(this.routes).hasSizeGreaterThan(20);
		assertThat(described()).isEqualTo(this.routes);
	}

	@Test
	void theTextsAreThoseOfTheRoutes() {
		assertThat(new TreeSet<>(OperationText.readAll().keySet())).isEqualTo(this.routes);
	}

	@Test
	void eachOperationSaysWhatItDoesWhoMayAndWhatItAnswers() {
		for (JsonNode operation : operations()) {
			String text = operation.toString();
			assertThat(operation.path("summary").asString()).as(text).endsWith(".");
			assertThat(operation.get("tags")).as(text).hasSize(1);
			assertThat(operation.has("security")).as(text).isTrue();
			assertThat(operation.get("responses").propertyNames()).as(text)
				.anyMatch((status) -> status.startsWith("2"))
				.allMatch((status) -> status.matches("[245][0-9][0-9]"));
			for (JsonNode parameter : operation.path("parameters")) {
				assertThat(parameter.get("name").asString()).as(text).isNotIn("current", "query", "request");
			}
		}
	}

	@Test
	void errorsAreProblems() {
		List<String> types = new ArrayList<>();
		for (JsonNode operation : operations()) {
			operation.get("responses")
				.properties()
				.stream()
				.filter((response) -> !response.getKey().startsWith("2"))
				.forEach((response) -> types.addAll(response.getValue().get("content").propertyNames()));
		}
		assertThat(types).hasSizeGreaterThan(50).containsOnly("application/problem+json");
	}

	@Test
	void itSaysHowToProveWhoOneIs() {
		JsonNode schemes = this.document.at("/components/securitySchemes");
		assertThat(schemes.at("/session/name").asString()).isEqualTo("SESSION");
		assertThat(schemes.at("/forgery/name").asString()).isEqualTo("X-XSRF-TOKEN");
		assertThat(schemes.at("/bearer/scheme").asString()).isEqualTo("bearer");
		assertThat(this.document.at("/paths/~1api~1chat~1save/post/security").toString())
			.isEqualTo("[{\"session\":[],\"forgery\":[]},{\"bearer\":[]}]");
		assertThat(this.document.at("/paths/~1api~1login/post/security")).isEmpty();
	}

	@Test
	void itTellsNothingOfTheInside() {
		assertThat(this.answer.body()).doesNotContain("actuator", "io.github", "/error", "localhost", "127.0.0.1",
				"Exception", "toString");
	}

	private Set<String> described() {
		Set<String> described = new TreeSet<>();
		this.document.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.propertyNames()
				.forEach((method) -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
		return described;
	}

	private List<JsonNode> operations() {
		List<JsonNode> operations = new ArrayList<>();
		this.document.get("paths").forEach((path) -> path.forEach(operations::add));
		assertThat(operations).isNotEmpty();
		return operations;
	}

}
