/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;

/**
 * A command with its arguments, of any name. A key finds the node of a Cluster. Not
 * thread-safe while it is put together.
 */
final class Question {

	private final String command;

	private final CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);

	private final List<String> name = new ArrayList<>();

	private Question(String command) {
		this.command = command;
		this.name.add(command);
	}

	/**
	 * A question.
	 * @param command the command's name
	 * @param arguments arguments that are no keys and no secrets
	 * @return the question, to which more may be added
	 */
	static Question of(String command, String... arguments) {
		Question question = new Question(command);
		for (String argument : arguments) {
			question.add(argument);
		}
		if (arguments.length > 0 && arguments[0].matches("[A-Z]+")) {
			question.name.add(arguments[0]);
		}
		return question;
	}

	Question key(byte[] key) {
		this.arguments.addKey(key);
		return this;
	}

	Question add(String argument) {
		this.arguments.add(argument.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	Question add(byte[] argument) {
		this.arguments.add(argument);
		return this;
	}

	CommandArgs<byte[], byte[]> arguments() {
		return this.arguments;
	}

	ProtocolKeyword keyword() {
		return new Keyword(this.command);
	}

	/** The command's name, with a subcommand. */
	@Override
	public String toString() {
		return String.join(" ", this.name);
	}

	private record Keyword(String word) implements ProtocolKeyword {

		@Override
		public byte[] getBytes() {
			return this.word.getBytes(StandardCharsets.US_ASCII);
		}

		@Override
		public String toString() {
			return this.word;
		}

	}

}
