/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.resilientredis.testkit.RedisServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An instance of an application in the middle of a rolling update: with Spring Session's
 * own repository, or with ours.
 */
final class RollingInstance implements AutoCloseable {

	/** Only there with Boot 4.0. */
	static final String BOOTS_OWN = "org.springframework.boot.session.data.redis.autoconfigure"
			+ ".SessionDataRedisAutoConfiguration";

	static final String NO_SESSION = "no session";

	private static final Pattern NUMBER = Pattern.compile("-?\\d+");

	private final ConfigurableApplicationContext context;

	private RollingInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** As it is by default. */
	static RollingInstance ours(RedisServer server, boolean json) {
		return start(server, json, true, Application.class);
	}

	/** Without our sessions. */
	static RollingInstance stock(RedisServer server, boolean json) {
		return start(server, json, false, Application.class, EnabledByAnnotation.class);
	}

	private static RollingInstance start(RedisServer server, boolean json, boolean ours, Class<?>... sources) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(sources).properties("server.port=0",
				"server.address=127.0.0.1", "spring.main.banner-mode=off", "spring.main.log-startup-info=false",
				"spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.port(),
				"resilient-redis.session.enabled=" + ours);
		if (json) {
			builder.sources(Json.class);
		}
		return new RollingInstance(builder.run());
	}

	SessionRepository<?> sessions() {
		return this.context.getBean(SessionRepository.class);
	}

	boolean has(Class<?> type) {
		return this.context.getBeanNamesForType(type).length > 0;
	}

	String url() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Application {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable()).formLogin(Customizer.withDefaults()).build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("ann").password("{noop}secret").roles("READER", "WRITER").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(BOOTS_OWN)
	@EnableRedisHttpSession
	static class EnabledByAnnotation {

	}

	@Configuration(proxyBeanMethods = false)
	static class Json {

		@Bean
		RedisSerializer<Object> springSessionDefaultRedisSerializer() {
			return GenericJacksonJsonRedisSerializer.builder().build();
		}

	}

	@RestController
	static class Pages {

		@GetMapping("/set")
		String set(HttpServletRequest request, String name, String value) {
			request.getSession().setAttribute(name, object(value));
			return "done";
		}

		private static Object object(String value) {
			if (value.contains(",")) {
				return new ArrayList<>(List.of(value.split(",")));
			}
			return NUMBER.matcher(value).matches() ? Integer.valueOf(value) : value;
		}

		@GetMapping("/remove")
		String remove(HttpServletRequest request, String name) {
			request.getSession().removeAttribute(name);
			return "done";
		}

		@GetMapping("/rotate")
		String rotate(HttpServletRequest request) {
			return request.changeSessionId();
		}

		@GetMapping("/interval")
		String interval(HttpServletRequest request, @Nullable Integer seconds) {
			HttpSession session = request.getSession();
			if (seconds != null) {
				session.setMaxInactiveInterval(seconds);
			}
			return String.valueOf(session.getMaxInactiveInterval());
		}

		/** Writes each attribute once more. */
		@GetMapping("/again")
		String again(HttpServletRequest request) {
			HttpSession session = request.getSession();
			for (String name : Collections.list(session.getAttributeNames())) {
				session.setAttribute(name, session.getAttribute(name));
			}
			return "done";
		}

		@GetMapping("/get")
		String get(HttpServletRequest request) {
			HttpSession session = request.getSession(false);
			if (session == null) {
				return NO_SESSION;
			}
			Map<String, Object> attributes = new TreeMap<>();
			for (String name : Collections.list(session.getAttributeNames())) {
				if (!name.startsWith("SPRING_SECURITY")) {
					attributes.put(name, session.getAttribute(name));
				}
			}
			return attributes.toString();
		}

		@GetMapping("/me")
		String me(HttpServletRequest request) {
			return String.valueOf(request.getRemoteUser());
		}

	}

}
