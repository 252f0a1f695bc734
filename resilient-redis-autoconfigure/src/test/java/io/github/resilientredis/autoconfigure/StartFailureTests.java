/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.resilientredis.throttle.Throttled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What somebody reads who made a mistake.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	/**
	 * The start fails while the guard is connecting, which Netty tells with its stack.
	 */
	private static final String NETTY_IS_INTERRUPTED = "logging.level.io.netty.util.concurrent.DefaultPromise=off";

	@Test
	void aNegativeTimeoutIsNamedWithItsValueAndAFix(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.timeout=-1s");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.timeout'", "'-1s'", "It must be a positive duration. Use one such as 500ms.")
			.doesNotContain("\tat ");
	}

	@Test
	void anUnknownStartupModeIsNamedWithItsValueAndTheChoices(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.startup.mode=foo");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("resilient-redis.startup.mode", "foo", "BACKGROUND", "REQUIRE", "WAIT")
			.doesNotContain("\tat ");
	}

	@Test
	void anUnknownCacheSerializerIsNamedWithTheChoices(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.cache.serializer=kryo");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.cache.serializer'", "'kryo'", "'jdk'", "'json'", "RedisSerializer bean")
			.doesNotContain("\tat ");
	}

	@Test
	void aJitterThatIsNoPercentageIsNamedWithItsValueAndAFix(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.cache.caches.rates.time-to-live-jitter=0.1");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.cache.caches.rates.time-to-live-jitter'", "'0.1'", "from 0% to less than 100%",
					"'10%' (with quotes in YAML)")
			.doesNotContain("\tat ");
	}

	@Test
	void aNegativeStaleIfErrorIsNamedWithItsValueAndAFix(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.cache.stale-if-error=-1m");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.cache.stale-if-error'", "'-1m'",
					"It must not be negative. Use a duration such as 10m.")
			.doesNotContain("\tat ");
	}

	@Test
	void aLimitThatIsWrongIsNamedWithItsValueAndAFix(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.throttle.limits.login.rate=5/60");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.throttle.limits.login.rate'", "'5/60'", "needs a unit",
					"Use a rate such as 5/1m or 100/hour.")
			.doesNotContain("\tat ");
	}

	@Test
	void aLimitWithoutARateIsNamedThoughNothingWasSet(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.throttle.limits.login.key=user");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.throttle.limits.login.rate'", "A limit needs a rate.")
			.doesNotContain("\tat ");
	}

	@Test
	void anAnnotationThatNamesAnUnknownLimitIsNamedWithThoseThereAre(CapturedOutput output) {
		assertThatStartFails(new Class<?>[] { Application.class, Mails.class },
				"--resilient-redis.throttle.limits.login.rate=5/1m");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@Throttled on " + Mails.class.getName() + ".send: There is no limit 'mail'",
					"'resilient-redis.throttle.limits.mail'", "use one of: login")
			.doesNotContain("\tat ");
	}

	@Test
	void aRequiredRedisThatIsAbsentIsNamedWithTheReasonAndAWayOn(CapturedOutput output) {
		assertThatStartFails("--resilient-redis.startup.mode=require", "--resilient-redis.startup.attempts=2",
				"--resilient-redis.startup.delay=10ms", "--spring.data.redis.password=s3cret");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Redis at localhost:1 did not become usable in 2 attempts", "Connection refused",
					"'resilient-redis.startup.mode' to 'background'")
			.doesNotContain("s3cret")
			.doesNotContain("\tat ");
	}

	@Test
	void aUrlThatIsNoneIsShownWithoutItsPassword(CapturedOutput output) {
		assertThatStartFails("--spring.data.redis.url=redis://app:s3 cret@localhost:6379");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'redis://***@localhost:6379' of the property 'spring.data.redis.url'", "It is not a URL",
					"such as @ : / # % as %40")
			.doesNotContain("cret")
			.doesNotContain("\tat ");
	}

	@Test
	void aUrlWithAnotherSchemeIsShownWithoutItsPassword(CapturedOutput output) {
		assertThatStartFails("--spring.data.redis.url=http://app:s3cret@localhost:6379");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'http://***@localhost:6379' of the property 'spring.data.redis.url'", "Begin it with 'redis://'")
			.doesNotContain("s3cret")
			.doesNotContain("\tat ");
	}

	@Test
	void aNegativeDatabaseIsNamedWithAFix(CapturedOutput output) {
		assertThatStartFails("--spring.data.redis.database=-1");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'spring.data.redis.database'", "'-1'", "from 0 to 15", "Use 0")
			.doesNotContain("\tat ");
	}

	@Test
	void aJournalDirectoryThatCannotBeIsNamedWithAFix(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		Path file = Files.createFile(directory.resolve("file"));
		assertThatStartFails("--resilient-redis.journal.directory=" + file.resolve("journal"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.journal.directory'", "'" + file.resolve("journal") + "'",
					"'" + file + "' is not a directory", "Use the path of a directory")
			.doesNotContain("\tat ");
	}

	@Test
	void aJournalDirectoryThatCannotBeWrittenIsNamedWithAFix(@TempDir Path directory, CapturedOutput output) {
		// Root may write into any directory, but not on a read-only file system.
		Path unwritable = directory.toFile().setWritable(false) && !Files.isWritable(directory) ? directory
				: Path.of("/sys");
		assumeThat(Files.isDirectory(unwritable) && !Files.isWritable(unwritable)).isTrue();
		assertThatStartFails("--resilient-redis.journal.directory=" + unwritable.resolve("journal"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'resilient-redis.journal.directory'", "'" + unwritable + "' cannot be written by this process",
					"Let its user write there")
			.doesNotContain("\tat ");
	}

	@Test
	void jedisInsteadOfLettuceIsNamedWithAFix(CapturedOutput output) {
		assertThatStartFails("--spring.data.redis.client-type=jedis");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("JedisConnectionFactory", "Remove the Jedis dependency and 'spring.data.redis.client-type'")
			.doesNotContain("\tat ");
	}

	private static void assertThatStartFails(String... arguments) {
		assertThatStartFails(new Class<?>[] { Application.class }, arguments);
	}

	private static void assertThatStartFails(Class<?>[] sources, String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(sources).web(WebApplicationType.NONE)
			.properties("spring.data.redis.port=1", "spring.main.banner-mode=off", NETTY_IS_INTERRUPTED)
			.application();
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	static class Mails {

		@Throttled("mail")
		void send() {
			// Never called.
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
