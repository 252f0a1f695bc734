/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class BlockingCommandTimeoutsTests {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private final BlockingCommandTimeouts timeouts = new BlockingCommandTimeouts(TIMEOUT);

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "BLPOP key other 2,2500", "BLPOP key 0.25,750", "BRPOP key 2,2500",
			"BRPOPLPUSH a b 2,2500", "BLMOVE a b LEFT RIGHT 2,2500", "BLMPOP 2 1 key LEFT COUNT 7,2500",
			"BZPOPMIN key 2,2500", "BZPOPMAX key 2,2500", "BZMPOP 2 1 key MIN,2500", "WAIT 1 2000,2500",
			"WAITAOF 1 0 2000,2500", "waitaof 1 0 2000,2500", "XREAD COUNT 5 BLOCK 2000 STREAMS a b 0 0,2500",
			"XREAD block 2000 STREAMS key 0,2500", "XREADGROUP GROUP g c BLOCK 2000 STREAMS key >,2500",
			"XREADGROUP GROUP BLOCK BLOCK COUNT 1 BLOCK 2000 STREAMS key >,2500",
			// for ever
			"BLPOP key 0,none", "BLPOP key 0.0,none", "BLMPOP 0 1 key LEFT,none", "XREAD BLOCK 0 STREAMS key $,none",
			"WAIT 1 0,none", "BLPOP key 1e300,none", "BLPOP key 9000000000,none",
			// not at all, or not in a way the server would accept
			"XREAD STREAMS BLOCK 2000,500", "XREADGROUP GROUP BLOCK 2000 STREAMS key >,500", "XREAD COUNT 1 BLOCK,500",
			"BLPOP key -1,500", "BLPOP key soon,500", "BLPOP key NaN,500" })
	void addsTheBlockTime(String command, Long milliseconds) {
		long expected = (milliseconds != null) ? Duration.ofMillis(milliseconds).toNanos() : 0;
		assertThat(this.timeouts.getTimeout(command(command))).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(CommandType.class)
	void everyCommandWithoutBlockTimeHasTheTimeout(CommandType type) {
		assertThat(this.timeouts.getTimeout(new Command<>(type, new StatusOutput<>(StringCodec.UTF8))))
			.isEqualTo(TIMEOUT.toNanos());
		if (!type.name().matches("WAIT|B[LRZ].*(POP|MOVE).*")) {
			assertThat(this.timeouts.getTimeout(command(type + " 2 2 2"))).isEqualTo(TIMEOUT.toNanos());
		}
	}

	@Test
	void readsArgumentsOfEveryType() {
		CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8).addKey("kéy")
			.addValue("with\r\n$3\r\nline ends")
			.add(2.5)
			.add(7)
			.add("x".toCharArray())
			.add(CommandType.GET)
			.add(new byte[] { 0, -1 });
		assertThat(EncodedArguments.of(arguments)).containsExactly("k\u00c3\u00a9y", "with\r\n$3\r\nline ends", "2.5",
				"7", "x", "GET", "\u0000\u00ff");
		assertThat(EncodedArguments.of(arguments)).hasSize(7);
	}

	private static Command<String, String, String> command(String words) {
		String[] parts = words.split(" ");
		CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
		for (int i = 1; i < parts.length; i++) {
			arguments.add(parts[i]);
		}
		return new Command<>(type(parts[0]), new StatusOutput<>(StringCodec.UTF8), arguments);
	}

	private static ProtocolKeyword type(String name) {
		for (CommandType type : CommandType.values()) {
			if (type.name().equals(name)) {
				return type;
			}
		}
		return () -> name.getBytes(US_ASCII);
	}

}
