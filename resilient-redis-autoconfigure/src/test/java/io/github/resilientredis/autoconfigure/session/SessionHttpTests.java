/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.resilientredis.guard.GuardState;
import io.github.resilientredis.session.SessionEnder;
import io.github.resilientredis.session.SessionLogoutHandler;
import io.github.resilientredis.testkit.SettableGuard;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions over HTTP, with Spring Security.
 */
class SessionHttpTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context = new GenericApplicationContext();

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aRequestThatNeedsASessionIsAnswered503WhileThereIsNone() {
		start(GuardState.UNAVAILABLE, "resilient-redis.session.fallback=none");
		HttpResponse<String> answer = send("GET", "/visit");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(answer.body()).startsWith("{\"type\":").doesNotContain("Exception", "resilientredis");
		assertThat(send("GET", "/visit", UUID.randomUUID().toString()).statusCode()).isEqualTo(503);
		assertThat(send("GET", "/free").statusCode()).isEqualTo(200);
	}

	@Test
	void loggingOutEndsASessionThatThisNodeNeverSaw() {
		start(GuardState.LOCAL_ONLY);
		String unseen = UUID.randomUUID().toString();
		assertThat(send("POST", "/logout", unseen).statusCode()).isEqualTo(302);
		assertThat(ended()).containsExactly(unseen);
	}

	@Test
	void whoNamesManySessionsEndsAFewOnly() {
		start(GuardState.LOCAL_ONLY);
		String[] ids = IntStream.range(0, 40).mapToObj((index) -> UUID.randomUUID().toString()).toArray(String[]::new);
		assertThat(send("POST", "/logout", ids).statusCode()).isEqualTo(302);
		assertThat(ended()).hasSize(10);
	}

	@Test
	void aSessionThatIsFoundIsLeftToSpringSecurity() {
		start(GuardState.LOCAL_ONLY);
		String id = visit("/visit");
		assertThat(visit("/visit", id)).isEqualTo(id);
		assertThat(send("POST", "/logout", id).statusCode()).isEqualTo(302);
		assertThat(ended()).isEmpty();
		assertThat(visit("/visit", id)).isNotEqualTo(id);
	}

	@Test
	void aSessionThatIsToOutliveTheLogoutDoes() {
		start(GuardState.LOCAL_ONLY);
		String id = visit("/keep/visit");
		assertThat(send("POST", "/keep/logout", id).statusCode()).isEqualTo(302);
		assertThat(ended()).isEmpty();
		assertThat(visit("/keep/visit", id)).isEqualTo(id);
	}

	@Test
	void aLogoutThatIsSwitchedOffStaysOff() {
		start(GuardState.LOCAL_ONLY);
		assertThat(send("POST", "/off/logout", UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
		assertThat(ended()).isEmpty();
		assertThat(this.context.getBean("off", SecurityFilterChain.class).getFilters())
			.noneMatch((filter) -> filter.getClass().getSimpleName().equals("LogoutFilter"));
	}

	@Test
	void everyChainThatCanBeLoggedOutFromHasTheHandler() {
		start(GuardState.LOCAL_ONLY);
		String unseen = UUID.randomUUID().toString();
		send("POST", "/keep/logout", unseen);
		send("POST", "/logout", unseen);
		assertThat(ended()).containsExactly(unseen, unseen);
		assertThat(this.context.getBeansOfType(SessionLogoutHandler.class)).hasSize(1);
	}

	private void start(GuardState state, String... properties) {
		this.context = new SpringApplicationBuilder(Application.class)
			.initializers(
					(context) -> context.getBeanFactory().registerSingleton("redisGuard", new SettableGuard(state)))
			.properties(
					Stream.concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
							"spring.main.log-startup-info=false"), Stream.of(properties))
						.toArray(String[]::new))
			.run();
	}

	private List<String> ended() {
		return this.context.getBean(Ended.class).ids();
	}

	/** The id that a visitor with an id is known by afterwards. */
	private String visit(String path, String... id) {
		HttpResponse<String> answer = send("GET", path, id);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	private HttpResponse<String> send(String method, String path, String... ids) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path))
			.timeout(Duration.ofSeconds(20))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (ids.length > 0) {
			request.header("Cookie", Stream.of(ids).map(SessionHttpTests::cookie).collect(Collectors.joining("; ")));
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String cookie(String id) {
		return "SESSION=" + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
	}

	/** Remembers which sessions were to end. */
	record Ended(List<String> ids) implements SessionEnder {

		@Override
		public void end(String id) {
			this.ids.add(id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Application {

		@Bean
		@Primary
		Ended ended() {
			return new Ended(new CopyOnWriteArrayList<>());
		}

		@Bean
		@Order(1)
		SecurityFilterChain off(HttpSecurity http) {
			return http.securityMatcher("/off/**")
				.csrf((csrf) -> csrf.disable())
				.logout((logout) -> logout.disable())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain keep(HttpSecurity http) {
			return http.securityMatcher("/keep/**")
				.csrf((csrf) -> csrf.disable())
				.logout((logout) -> logout.logoutUrl("/keep/logout").invalidateHttpSession(false))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain others(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable()).build();
		}

	}

	@RestController
	static class Pages {

		@GetMapping({ "/visit", "/keep/visit" })
		String visit(HttpServletRequest request) {
			return request.getSession().getId();
		}

		@GetMapping("/free")
		String free() {
			return "free";
		}

	}

}
