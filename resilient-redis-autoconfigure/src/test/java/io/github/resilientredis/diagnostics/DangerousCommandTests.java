/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DangerousCommandTests {

	@Test
	void theDefaultUserMayDoEverything() {
		assertThat(DangerousCommand.allowedBy("+@all")).hasSize(DangerousCommand.values().length);
	}

	@Test
	void nothingIsAllowedThatNoRuleAllows() {
		assertThat(DangerousCommand.allowedBy("")).isEmpty();
		assertThat(DangerousCommand.allowedBy("-@all +get +set +info")).isEmpty();
	}

	@Test
	void theLastRuleThatFitsDecides() {
		assertThat(DangerousCommand.allowedBy("+@all -@dangerous +keys")).isEqualTo(List.of("KEYS"));
		assertThat(DangerousCommand.allowedBy("+keys -@all")).isEmpty();
		assertThat(DangerousCommand.allowedBy("-@all +@write")).isEqualTo(List.of("FLUSHALL", "FLUSHDB"));
		assertThat(DangerousCommand.allowedBy("+@all -@admin -flushall -flushdb")).isEqualTo(List.of("KEYS"));
	}

	@Test
	void aSubcommandIsNotTheCommand() {
		assertThat(DangerousCommand.allowedBy("-@all +config|get +acl|whoami")).isEmpty();
	}

}
