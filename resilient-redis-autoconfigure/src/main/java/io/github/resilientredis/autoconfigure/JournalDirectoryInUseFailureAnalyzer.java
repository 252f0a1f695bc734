/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import io.github.resilientredis.journal.JournalDirectoryInUseException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says that each instance needs a directory of its own.
 */
class JournalDirectoryInUseFailureAnalyzer extends AbstractFailureAnalyzer<JournalDirectoryInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, JournalDirectoryInUseException cause) {
		return new FailureAnalysis(
				"Another instance keeps its journal in the directory that 'resilient-redis.journal.directory' names: '"
						+ cause.getDirectory() + "'.",
				"Give each instance a directory of its own, such as "
						+ "'resilient-redis.journal.directory=/var/lib/my-app/${HOSTNAME}', or stop the other instance.",
				cause);
	}

}
