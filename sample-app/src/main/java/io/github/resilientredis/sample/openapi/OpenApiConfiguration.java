/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.openapi;

import io.github.resilientredis.sample.account.CurrentUser;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of the document that belong to no operation. It is made when it is first
 * asked for, not at the start.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static {
		// Springdoc keeps it in a static field: there is no other way to say it.
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
	}

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("The sample application of resilient-redis")
				.version("1")
				.description("Everything here answers in every state of Redis. Errors are RFC 9457 problem details.")
				.license(new License().name("Apache-2.0").identifier("Apache-2.0")))
			.addServersItem(new Server().url("/").description("This application"))
			.components(components());
	}

	@Bean
	OperationTexts operationTexts() {
		return new OperationTexts(OperationText.readAll());
	}

	private static Components components() {
		return new Components()
			.addSecuritySchemes(Caller.COOKIE,
					apiKey(SecurityScheme.In.COOKIE, "SESSION", "A session, which a login begins."))
			.addSecuritySchemes(Caller.FORGERY,
					apiKey(SecurityScheme.In.HEADER, "X-XSRF-TOKEN",
							"With a session, whatever is not a GET needs the value of the cookie XSRF-TOKEN here."))
			.addSecuritySchemes(Caller.TOKEN,
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.bearerFormat("JWT")
						.description("An access token, from /api/auth/token."))
			.addSchemas(OperationTexts.PROBLEM, problem());
	}

	private static SecurityScheme apiKey(SecurityScheme.In in, String name, String description) {
		return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name).description(description);
	}

	private static Schema<?> problem() {
		Schema<?> error = new ObjectSchema().addProperty("field", new StringSchema())
			.addProperty("message", new StringSchema());
		return new ObjectSchema().description("A problem detail as of RFC 9457.")
			.addProperty("type", new StringSchema().format("uri-reference"))
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema())
			.addProperty("instance", new StringSchema().format("uri-reference"))
			.addProperty("errors",
					new ArraySchema().items(error).description("Where fields of the request are invalid."));
	}

}
