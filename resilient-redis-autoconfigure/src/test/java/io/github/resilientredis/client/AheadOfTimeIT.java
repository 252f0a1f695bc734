/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with every feature that is processed ahead of time, as Boot's build
 * plugins do, and started from what was generated.
 */
@ExtendWith(RedisKitExtension.class)
class AheadOfTimeIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private static final Path JAVA = Path.of(System.getProperty("java.home"));

	@TempDir
	private Path directory;

	@Test
	void whatIsProcessedAheadOfTimeUsesEveryFeatureWithRedisAndWithout(RedisServer server) throws Exception {
		process();
		Path classes = compile();
		List<String> command = new ArrayList<>(List.of("-Dspring.aot.enabled=true", ClientMain.class.getName()));
		command.addAll(arguments(server.host(), server.port()));
		try (ChildJvm jvm = ChildJvm.start(JAVA, String.join(File.pathSeparator, classes.toString(),
				this.directory.resolve("resources").toString(), CLASS_PATH), command)) {
			String url = "http://127.0.0.1:" + jvm.hear("port", SOON);
			assertThat(jvm.output()).anyMatch((line) -> line.contains("Starting AOT-processed ClientMain"));
			assertWorks(url, 1, "AVAILABLE");
			assertThat(server.command("GET", "email:n1@example.org:userId")).isNotNull();
			assertThat((List<?>) server.command("KEYS", "spring:session:sessions:*")).isNotEmpty();
			assertThat((List<?>) server.command("KEYS", "resilient-redis:throttle:pages:*")).isNotEmpty();
			server.kill();
			try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(100))) {
				unguarded.assertFails();
			}
			assertWorks(url, 2, "UNAVAILABLE");
			server.startUp();
			assertWorks(url, 3, "AVAILABLE");
			Awaitility.await("what was written meanwhile is replayed")
				.until(() -> server.command("GET", "email:n2@example.org:userId") != null);
		}
	}

	private static void assertWorks(String url, int number, String state) throws Exception {
		Awaitility.await(state)
			.atMost(SOON)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(get(url + "/actuator/health").body()).contains("\"redis\":{",
					"\"state\":\"" + state + "\""));
		HttpResponse<String> page = get(url + "/round/" + number);
		assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
		assertThat(page.body()).isEqualTo("done " + number);
		assertThat(page.headers().firstValue("RateLimit-Policy")).isPresent();
		assertThat(page.headers().firstValue("Set-Cookie"))
			.hasValueSatisfying((cookie) -> assertThat(cookie).startsWith("SESSION="));
	}

	private void process() throws Exception {
		List<String> command = new ArrayList<>(
				List.of("org.springframework.boot.SpringApplicationAotProcessor", ClientMain.class.getName(),
						this.directory.resolve("sources").toString(), this.directory.resolve("resources").toString(),
						this.directory.resolve("classes").toString(), "io.github.resilient-redis", "processed"));
		// No Redis is there when an application is built.
		command.addAll(arguments("redis.invalid", 6379));
		try (ChildJvm jvm = ChildJvm.start(JAVA, CLASS_PATH, command)) {
			assertThat(jvm.status(SOON)).as(() -> String.join("\n", jvm.output())).isZero();
		}
	}

	/** Those that were generated as bytes are there already. */
	private Path compile() throws IOException {
		Path classes = this.directory.resolve("classes");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			Iterable<? extends JavaFileObject> units = files
				.getJavaFileObjectsFromPaths(sources.filter((path) -> path.toString().endsWith(".java")).toList());
			assertThat(units).isNotEmpty();
			List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
					classes + File.pathSeparator + CLASS_PATH);
			assertThat(compiler.getTask(messages, files, null, options, null, units).call())
				.as(() -> messages.toString())
				.isTrue();
		}
		return classes;
	}

	private static List<String> arguments(String host, int port) {
		return Stream.of(ClientNode.arguments(host, port, "resilient-redis.throttle.limits.pages.paths=/**",
				"management.endpoint.health.show-details=always", "logging.level.io.github.resilientredis.client=INFO"))
			.filter((argument) -> !argument.contains("log-startup-info"))
			.toList();
	}

	private static HttpResponse<String> get(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
	}

}
