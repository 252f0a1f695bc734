/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.ops;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the start scripts of Redis and Sentinel make of the environment.
 */
class KitScriptTests {

	private static final String SECRET = "0123456789abcdef";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path run;

	@Test
	void withoutPasswordsRedisDoesNotStart() throws Exception {
		KitScript.Result result = script("redis/start").run();
		assertThat(result.exitCode()).isEqualTo(78);
		assertThat(result.output())
			.isEqualTo("start: REDIS_MONITOR_PASSWORD is not set. Copy .env.example to .env and set it there\n");
		assertThat(this.run).isEmptyDirectory();
	}

	@Test
	void aShortPasswordIsNone() throws Exception {
		KitScript.Result result = passwords().with("REDIS_PASSWORD", "secret").run();
		assertThat(result.exitCode()).isEqualTo(78);
		assertThat(result.output()).contains("REDIS_PASSWORD has fewer than 16 characters").doesNotContain("secret");
	}

	@Test
	void noPasswordStandsInAFileButForReplication() throws Exception {
		KitScript.Result result = passwords().with("REDIS_REPLICATION_PASSWORD", "replication-" + SECRET)
			.run("--port", "1");
		assertThat(result.output()).isEqualTo(this.run + "/redis.conf --port 1\n");
		assertThat(Files.readString(this.run.resolve("users.acl"))).doesNotContain(SECRET, "@REDIS", "\\")
			.contains("user default off", "user app on #", "user operator on #", "user monitor on #",
					"user replica on #", "user sentinel on #");
		assertThat(Files.readString(this.run.resolve("redis.conf"))).startsWith(KitFile.of("redis/redis.conf").text())
			.endsWith("masteruser replica\nmasterauth replication-" + SECRET + "\n");
		assertThat(Files.getPosixFilePermissions(this.run.resolve("redis.conf"))).hasSize(2);
	}

	private KitScript passwords() {
		return script("redis/start").with("REDIS_PASSWORD", "app-" + SECRET)
			.with("REDIS_OPERATOR_PASSWORD", "operator-" + SECRET)
			.with("REDIS_MONITOR_PASSWORD", "monitor-" + SECRET)
			.with("REDIS_REPLICATION_PASSWORD", SECRET);
	}

	@Test
	void sentinelIsToldWhomToWatch() throws Exception {
		KitScript script = script("sentinel/start").with("REDIS_SENTINEL_PASSWORD", "sentinel-" + SECRET)
			.with("REDIS_REPLICATION_PASSWORD", "replication-" + SECRET);
		assertThat(script.run().output()).startsWith("start: REDIS_MASTER is not set");
		assertThat(script.with("REDIS_MASTER", "a master").run().output()).startsWith("start: REDIS_MASTER may have");
		assertThat(script.with("REDIS_MASTER", "redis").run().output())
			.isEqualTo(this.run + "/sentinel.conf --sentinel\n");
		assertThat(Files.readString(this.run.resolve("sentinel.conf"))).doesNotContain("@REDIS")
			.contains("requirepass sentinel-" + SECRET, "sentinel monitor sample redis 6379 2",
					"sentinel auth-pass sample replication-" + SECRET);
	}

	private KitScript script(String name) {
		return KitScript.of(name).with("REDIS_RUN", this.run).with("REDIS_SERVER", "echo");
	}

}
