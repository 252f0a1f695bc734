/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Clock;

import io.github.resilientredis.guard.GuardSettings;
import io.github.resilientredis.guard.RedisGuard;
import io.github.resilientredis.journal.DurableWriteHandler;
import io.github.resilientredis.journal.DurableWrites;
import io.github.resilientredis.journal.Journal;
import io.github.resilientredis.journal.JournalSettings;
import io.github.resilientredis.journal.JournaledWrites;
import io.github.resilientredis.journal.RecoveringJournal;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the journal and of {@link DurableWrites}.
 */
@AutoConfiguration(after = RedisGuardAutoConfiguration.class)
@ConditionalOnRedisGuard
@ConditionalOnBooleanProperty(name = "resilient-redis.enabled", matchIfMissing = true)
@EnableConfigurationProperties(JournalProperties.class)
public final class JournalAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Journal.class)
	RecoveringJournal redisJournal(JournalProperties properties, ResilientRedisProperties guard,
			GuardSettings settings) {
		JournalSettings configured = properties.toSettings();
		JournalSettings used = guard.localOnly() ? JournalSettings.defaults() : configured;
		JournalDirectoryCheck.check(used.directory());
		return RecoveringJournal.open(used, settings.keyPrefix(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(RecoveringJournal.class)
	@ConditionalOnMissingBean
	DurableWrites durableWrites(RedisGuard guard, RecoveringJournal journal,
			ObjectProvider<DurableWriteHandler> handlers) {
		return new JournaledWrites(guard, journal, handlers.orderedStream().toList());
	}

	/** What waits in the journal needs its handlers, before anybody writes. */
	@Bean
	static LazyInitializationExcludeFilter durableWritesAreNeverLazy() {
		return LazyInitializationExcludeFilter.forBeanTypes(DurableWrites.class);
	}

}
