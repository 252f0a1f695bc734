/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

import org.springframework.http.HttpStatus;

/**
 * Puts the texts into the document, and leaves out what is there twice: each path is also
 * served with a slash at its end. Immutable.
 */
class OperationTexts implements GlobalOpenApiCustomizer {

	static final String PROBLEM = "Problem";

	private final Map<String, OperationText> texts;

	OperationTexts(Map<String, OperationText> texts) {
		this.texts = Map.copyOf(texts);
	}

	@Override
	public void customise(OpenAPI document) {
		if (document.getPaths() == null) {
			return;
		}
		List<String> twice = new ArrayList<>(document.getPaths().keySet());
		twice.stream().filter((path) -> path.endsWith("/")).forEach(document.getPaths()::remove);
		document.getPaths()
			.forEach((path, item) -> item.readOperationsMap()
				.forEach((method, operation) -> describe(method, path, operation)));
	}

	private void describe(PathItem.HttpMethod method, String path, Operation operation) {
		operation.setOperationId(null);
		OperationText text = this.texts.get(method + " " + path);
		if (text == null) {
			return;
		}
		operation.setTags(List.of(text.group()));
		operation.setSummary(text.summary());
		text.caller().describe(operation, method != PathItem.HttpMethod.GET);
		text.statuses().forEach((status) -> answer(operation.getResponses(), HttpStatus.valueOf(status)));
	}

	private static void answer(ApiResponses responses, HttpStatus status) {
		String code = String.valueOf(status.value());
		if (status.is2xxSuccessful()) {
			ApiResponse success = responses.values().iterator().next();
			responses.clear();
			responses.addApiResponse(code, success.description(status.getReasonPhrase()));
			return;
		}
		MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
		responses.addApiResponse(code, new ApiResponse().description(status.getReasonPhrase())
			.content(new Content().addMediaType("application/problem+json", problem)));
	}

}
