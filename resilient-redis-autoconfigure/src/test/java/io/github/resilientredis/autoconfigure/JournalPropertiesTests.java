/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.nio.file.Path;

import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalDirectoryInUseException;
import io.github.resilientredis.journal.JournalSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalPropertiesTests {

	private final MapConfigurationPropertySource source = new MapConfigurationPropertySource();

	@Test
	void theDefaultsAreTheDocumentedOnes() {
		assertThat(settings()).isEqualTo(JournalSettings.defaults());
	}

	@Test
	void everyPropertyIsUsed() {
		this.source.put("resilient-redis.journal.directory", "some/where");
		this.source.put("resilient-redis.journal.max-size", "1MB");
		this.source.put("resilient-redis.journal.force", "never");
		assertThat(settings()).isEqualTo(new JournalSettings(Path.of("some/where"), 1024 * 1024, ForceMode.NEVER));
	}

	@Test
	void anEmptyDirectoryIsNone() {
		this.source.put("resilient-redis.journal.directory", "");
		assertThat(settings().directory()).isNull();
	}

	@Test
	void aSizeThatIsTooSmallIsNamedWithAFix() {
		this.source.put("resilient-redis.journal.max-size", "63KB");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(this::settings)
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("resilient-redis.journal.max-size");
				assertThat(ex.getReason()).contains("at least 64KB", "Use a size such as 64MB");
			});
	}

	@Test
	void aDirectoryThatIsNoPathIsNamed() {
		this.source.put("resilient-redis.journal.directory", "a\0b");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(this::settings)
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("resilient-redis.journal.directory"));
	}

	@Test
	void aDirectoryInUseIsNamedWithItsPropertyAndAFix() {
		FailureAnalysis analysis = new JournalDirectoryInUseFailureAnalyzer()
			.analyze(new RuntimeException(new JournalDirectoryInUseException(Path.of("some/where"))));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("'resilient-redis.journal.directory'", "'some/where'");
		assertThat(analysis.getAction()).contains("Give each instance a directory of its own");
	}

	private JournalSettings settings() {
		return new Binder(this.source).bindOrCreate("resilient-redis.journal", JournalProperties.class).toSettings();
	}

}
