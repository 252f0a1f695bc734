/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.actuate;

import java.util.List;

import io.github.resilientredis.actuate.CallLatencies;
import io.github.resilientredis.actuate.ResilientRedisEndpoint;
import io.github.resilientredis.autoconfigure.JournalAutoConfiguration;
import io.github.resilientredis.autoconfigure.RedisGuardAutoConfiguration;
import io.github.resilientredis.autoconfigure.cache.ResilientCacheAutoConfiguration;
import io.github.resilientredis.autoconfigure.metrics.GuardMetricsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what at the endpoint, and when it is there at all.
 */
class ResilientRedisEndpointAutoConfigurationTests {

	private static final String ACCESS = "management.endpoint.resilientredis.access=";

	private static final String PATH = "/actuator/resilientredis";

	private final WebApplicationContextRunner hidden = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, RedisGuardAutoConfiguration.class,
				JournalAutoConfiguration.class, ResilientCacheAutoConfiguration.class,
				GuardMetricsAutoConfiguration.class, ResilientRedisEndpointAutoConfiguration.class))
		// As SpringApplication has it: reads "read-only".
		.withInitializer((context) -> context.getEnvironment()
			.setConversionService((ConfigurableConversionService) ApplicationConversionService.getSharedInstance()))
		.withPropertyValues("resilient-redis.local-only=true");

	private final WebApplicationContextRunner runner = this.hidden.withConfiguration(AutoConfigurations.of(
			JacksonAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
			org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration.class,
			org.springframework.boot.webmvc.autoconfigure.actuate.web.WebMvcEndpointManagementContextConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=resilientredis");

	@Test
	void whereAccessIsUnrestrictedItIsReadAndWritten() {
		this.runner.run((context) -> {
			assertThat(get(context)).satisfies((answer) -> {
				assertThat(answer.getStatus()).isEqualTo(200);
				assertThat(answer.getContentAsString()).contains("\"state\":\"LOCAL_ONLY\"", "\"origin\":\"default\"");
			});
			assertThat(post(context, "{\"state\":\"FORCED_OPEN\"}").getStatus()).isEqualTo(409);
			assertThat(post(context, "{\"action\":\"REPLAY\"}").getStatus()).isEqualTo(409);
			assertThat(post(context, "{\"action\":\"DROP_NEAR_LEVELS\"}").getContentAsString())
				.contains("'action' must be one of REPLAY");
		});
	}

	@Test
	void whereAccessIsReadOnlyNobodyWrites() {
		this.runner.withPropertyValues(ACCESS + "read-only").run((context) -> {
			assertThat(get(context).getStatus()).isEqualTo(200);
			assertThat(post(context, "{\"state\":\"FORCED_OPEN\"}").getStatus()).isEqualTo(405);
		});
		this.runner.withPropertyValues("management.endpoints.access.max-permitted=read-only")
			.run((context) -> assertThat(post(context, "{\"state\":\"FORCED_OPEN\"}").getStatus()).isEqualTo(405));
	}

	@Test
	void whereThereIsNoAccessNothingIsKeptForIt() {
		for (WebApplicationContextRunner without : List.of(this.hidden, this.runner.withPropertyValues(ACCESS + "none"),
				this.runner.withPropertyValues("management.endpoints.web.exposure.exclude=resilientredis"))) {
			without.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ResilientRedisEndpoint.class)
				.doesNotHaveBean(CallLatencies.class));
		}
		this.runner.withPropertyValues(ACCESS + "none")
			.run((context) -> assertThat(get(context).getStatus()).isEqualTo(404));
	}

	@Test
	void itIsListed() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(ResilientRedisEndpointAutoConfiguration.class.getName());
	}

	private static MockHttpServletResponse get(ApplicationContext context) throws Exception {
		return send(context, MockMvcRequestBuilders.get(PATH));
	}

	private static MockHttpServletResponse post(ApplicationContext context, String body) throws Exception {
		return send(context, MockMvcRequestBuilders.post(PATH).contentType(MediaType.APPLICATION_JSON).content(body));
	}

	private static MockHttpServletResponse send(ApplicationContext context, RequestBuilder request) throws Exception {
		return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
			.build()
			.perform(request)
			.andReturn()
			.getResponse();
	}

}
