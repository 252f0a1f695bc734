/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.resilientredis.journal.ForceMode;
import io.github.resilientredis.journal.JournalSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the journal.
 *
 * @param directory Directory of the journal's file, for this instance alone. If unset,
 * the journal is kept in memory and ends with the process.
 * @param maxSize How much memory the records that wait for Redis may take. Beyond it
 * caches are cleared when Redis is back and other writes are refused; an eighth is
 * reserved for logouts and revocations.
 * @param force When records are forced to the disk. Logouts and revocations always are,
 * before they are answered.
 */
@ConfigurationProperties("resilient-redis.journal")
public record JournalProperties(@Nullable String directory, @DefaultValue("64MB") DataSize maxSize,
		@DefaultValue("grouped") ForceMode force) {

	/** What the journal makes of them, once they are found sensible. */
	JournalSettings toSettings() {
		new PropertyCheck("resilient-redis.journal").check("max-size", this.maxSize,
				this.maxSize.toBytes() >= JournalSettings.MIN_SIZE,
				"It must be at least 64KB, or single records would not fit. Use a size such as 64MB.");
		return new JournalSettings(path(this.directory), this.maxSize.toBytes(), this.force);
	}

	private static @Nullable Path path(@Nullable String directory) {
		if (directory == null || directory.isBlank()) {
			return null;
		}
		try {
			return Path.of(directory);
		}
		catch (InvalidPathException ex) {
			throw new InvalidConfigurationPropertyValueException("resilient-redis.journal.directory", directory,
					"It must be the path of a directory. Use one such as /var/lib/my-app/journal.");
		}
	}

}
