/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.resilientredis.guard.RedisGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every feature is optional by class path: the application starts, and has its guard,
 * without the jars of the others.
 */
@ExtendWith(OutputCaptureExtension.class)
class OptionalModulesTests {

	@Test
	void withAllModulesThereIsEverything() throws Exception {
		assertThat(beansWithout("nothing-at-all")).contains("redisGuard", "redisHealthContributor",
				"applicationAvailability", "redisConnectionFactory");
	}

	@Test
	void withoutBootsHealthModuleThereIsStillReadiness() throws Exception {
		assertThat(beansWithout("spring-boot-health|spring-boot-actuator")).contains("applicationAvailability")
			.doesNotContain("redisHealthContributor", "resilientRedisEndpoint", "redisCallLatencies");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat|jakarta.servlet|spring-web|spring-boot-web|spring-boot-servlet|spring-boot-tomcat",
			"spring-boot-cache|spring-context-support", "caffeine|bucket4j|jackson|micrometer|commons-pool2",
			"resilience4j-micrometer", "spring-session|spring-boot-session", "spring-security|spring-boot-security",
			"spring-jdbc|spring-boot-jdbc|spring-boot-sql|spring-session-jdbc|spring-boot-session-jdbc" })
	void theGuardNeedsNoneOfThese(String jars) throws Exception {
		assertThat(beansWithout(jars)).contains("redisGuard");
	}

	@AfterEach
	void nothingIsSaidOfMissingTypes(CapturedOutput output) {
		assertThat(output).doesNotContain("Failed to introspect");
	}

	private static List<String> beansWithout(String jars) throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!Path.of(entry).getFileName().toString().matches("(" + jars + ").*")) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		assertThat(urls).hasSizeGreaterThan(20);
		ClassLoader previous = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Object names = loader.loadClass(Application.class.getName()).getMethod("beans").invoke(null);
			return Arrays.asList((String[]) names);
		}
		finally {
			Thread.currentThread().setContextClassLoader(previous);
		}
	}

	/** Runs in a class loader of its own. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static String[] beans() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.properties("spring.data.redis.port=1", "spring.main.banner-mode=off",
						"spring.main.log-startup-info=false", "logging.level.org.springframework.core=warn")
				.run()) {
				context.getBean(RedisGuard.class).getState();
				return context.getBeanDefinitionNames();
			}
		}

	}

}
