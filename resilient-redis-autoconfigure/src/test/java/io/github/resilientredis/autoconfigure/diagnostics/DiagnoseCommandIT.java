/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.diagnostics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TlsFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code java -jar app.jar --diagnose-redis}, in a JVM of its own.
 */
@ExtendWith(RedisKitExtension.class)
class DiagnoseCommandIT {

	/** A JVM that has just started on a busy machine is slow. */
	private static final String PATIENT = "--resilient-redis.diagnostics.timeout=60s";

	@TempDir
	private Path directory;

	@Test
	void findingsAreReportedWithoutStartingAnythingOrShowingAPassword(RedisServer server) throws Exception {
		server.requirePassword("s3cret-word");
		Command command = run("--diagnose-redis", "--show-config", "--verbose", PATIENT,
				"--spring.data.redis.url=redis://default:s3cret-word@127.0.0.1:" + server.port());
		assertThat(command.exitCode()).as(command.out() + command.err()).isEqualTo(1);
		assertThat(command.out()).contains("server 127.0.0.1:" + server.port(), "[warning] dangerous-commands",
				"spring.data.redis.url=redis://***@127.0.0.1:" + server.port());
		assertThat(command.out() + command.err()).doesNotContain("s3cret")
			.doesNotContain(DiagnosedApplication.ALIVE)
			.doesNotContain("main went on")
			.doesNotContain("\u001b");
	}

	@Test
	void withoutTheOptionTheApplicationRuns(RedisServer server) throws Exception {
		Command command = run("--server.port=0", "--spring.data.redis.port=" + server.port());
		assertThat(command.out()).contains(DiagnosedApplication.ALIVE + " on ", "main went on");
		assertThat(command.exitCode()).isZero();
	}

	@Test
	void withoutFindingsTheExitCodeIsZeroAlsoOverTls() throws Exception {
		TlsFiles files = TlsFiles.in(this.directory);
		try (RedisServer server = RedisServer.builder().tls(files).config("appendonly", "yes").start()) {
			server.command("ACL", "SETUSER", "app", "on", ">s3cret", "~*", "&*", "+@all", "-@dangerous", "-@admin",
					"+info");
			Command command = run("--diagnose-redis", "--format=json", PATIENT, "--spring.data.redis.host=127.0.0.1",
					"--spring.data.redis.port=" + server.tlsPort(), "--spring.data.redis.username=app",
					"--spring.data.redis.password=s3cret", "--spring.data.redis.ssl.bundle=redis",
					"--spring.ssl.bundle.pem.redis.truststore.certificate=" + files.certificate().toUri());
			JsonNode report = new JsonMapper().readTree(command.out());
			assertThat(report.get("exitCode").asInt()).as(command.out()).isZero();
			assertThat(command.exitCode()).isZero();
			assertThat(report.get("target").get("tls").asBoolean()).isTrue();
			assertThat(report.get("servers").get(0).get("server").get("version").asString()).matches("\\d+\\..*");
			assertThat(report.get("session").get("works").asBoolean()).isTrue();
			assertThat(report.get("unasked").findValuesAsString("question")).contains("CONFIG GET", "SLOWLOG");
		}
	}

	@Test
	void aRedisThatHangsEndsTheCommandInTime(RedisServer server) throws Exception {
		server.hang();
		Command command = run("--diagnose-redis", "--spring.data.redis.port=" + server.port(),
				"--resilient-redis.diagnostics.timeout=3s");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.out()).contains("[critical] unreachable", "no connection within 1500 ms");
		assertThat(command.took()).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void whatIsConfiguredWronglyIsExplained() throws Exception {
		Command command = run(Map.of("SPRING_DATA_REDIS_URL", "http://u:s3cret@x"), "--diagnose-redis",
				"--show-config");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.out())
			.contains("[critical] configuration", "'http://***@x' of the property 'spring.data.redis.url'",
					"Begin it with 'redis://'")
			.doesNotContain("s3cret");
	}

	@Test
	void wrongUsageIsExplained() throws Exception {
		Command command = run("--diagnose-redis", "--format=xml");
		assertThat(command.exitCode()).isEqualTo(64);
		assertThat(command.err()).contains("There is no format 'xml'.", "Usage: ", "--format=text|json");
		assertThat(command.out()).doesNotContain("finding");
	}

	private Command run(String... arguments) throws Exception {
		return run(Map.of(), arguments);
	}

	private Command run(Map<String, String> variables, String... arguments) throws Exception {
		return Command.run(this.directory, variables, arguments);
	}

}
