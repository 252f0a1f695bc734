/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The time limit of each command: the timeout, and for a command that asks the server to
 * block, the time it blocks on top. A command that blocks for ever has no limit.
 */
final class BlockingCommandTimeouts extends TimeoutSource {

	private static final long NO_LIMIT = 0;

	/** Longer than any wait; keeps sums from overflowing. */
	private static final double FOR_EVER = Long.MAX_VALUE / 4d;

	private static final Map<String, BlockTime> BLOCKING = Map.ofEntries(Map.entry("BLPOP", BlockTime.LAST_SECONDS),
			Map.entry("BRPOP", BlockTime.LAST_SECONDS), Map.entry("BRPOPLPUSH", BlockTime.LAST_SECONDS),
			Map.entry("BLMOVE", BlockTime.LAST_SECONDS), Map.entry("BZPOPMIN", BlockTime.LAST_SECONDS),
			Map.entry("BZPOPMAX", BlockTime.LAST_SECONDS), Map.entry("BLMPOP", BlockTime.FIRST_SECONDS),
			Map.entry("BZMPOP", BlockTime.FIRST_SECONDS), Map.entry("WAIT", BlockTime.LAST_MILLISECONDS),
			Map.entry("WAITAOF", BlockTime.LAST_MILLISECONDS), Map.entry("XREAD", BlockTime.BLOCK_OPTION),
			Map.entry("XREADGROUP", BlockTime.BLOCK_OPTION_AFTER_GROUP));

	private final long timeout;

	BlockingCommandTimeouts(Duration timeout) {
		this.timeout = timeout.toNanos();
	}

	@Override
	public long getTimeout(RedisCommand<?, ?, ?> command) {
		BlockTime blockTime = BLOCKING.get(name(command.getType()));
		if (blockTime == null || command.getArgs() == null) {
			return this.timeout;
		}
		double blocked = blockTime.nanos(EncodedArguments.of(command.getArgs()));
		if (blocked == 0 || blocked >= FOR_EVER) {
			return NO_LIMIT;
		}
		return (blocked > 0) ? this.timeout + (long) blocked : this.timeout;
	}

	@Override
	public TimeUnit getTimeUnit() {
		return TimeUnit.NANOSECONDS;
	}

	private static String name(ProtocolKeyword type) {
		return (type instanceof CommandType) ? type.toString()
				: new String(type.getBytes(), US_ASCII).toUpperCase(Locale.ROOT);
	}

	/** Where a command says how long it blocks, and in which unit. */
	private enum BlockTime {

		LAST_SECONDS(TimeUnit.SECONDS) {

			@Override
			int position(List<String> arguments) {
				return arguments.size() - 1;
			}

		},

		FIRST_SECONDS(TimeUnit.SECONDS) {

			@Override
			int position(List<String> arguments) {
				return 0;
			}

		},

		LAST_MILLISECONDS(TimeUnit.MILLISECONDS) {

			@Override
			int position(List<String> arguments) {
				return arguments.size() - 1;
			}

		},

		BLOCK_OPTION(TimeUnit.MILLISECONDS) {

			@Override
			int position(List<String> arguments) {
				return afterBlock(arguments, 0);
			}

		},

		/** The names of group and consumer may be anything. */
		BLOCK_OPTION_AFTER_GROUP(TimeUnit.MILLISECONDS) {

			@Override
			int position(List<String> arguments) {
				return afterBlock(arguments, 3);
			}

		};

		private static final double DOES_NOT_BLOCK = -1;

		private final long unit;

		BlockTime(TimeUnit unit) {
			this.unit = unit.toNanos(1);
		}

		abstract int position(List<String> arguments);

		/** Negative if the command does not block or the server will not accept it. */
		double nanos(List<String> arguments) {
			int position = position(arguments);
			if (position < 0 || position >= arguments.size()) {
				return DOES_NOT_BLOCK;
			}
			try {
				double nanos = Double.parseDouble(arguments.get(position)) * this.unit;
				return (nanos >= 0) ? nanos : DOES_NOT_BLOCK;
			}
			catch (NumberFormatException ex) {
				return DOES_NOT_BLOCK;
			}
		}

		private static int afterBlock(List<String> arguments, int from) {
			for (int i = from; i < arguments.size(); i++) {
				String argument = arguments.get(i);
				if ("STREAMS".equalsIgnoreCase(argument)) {
					return -1;
				}
				if ("BLOCK".equalsIgnoreCase(argument)) {
					return i + 1;
				}
			}
			return -1;
		}

	}

}
