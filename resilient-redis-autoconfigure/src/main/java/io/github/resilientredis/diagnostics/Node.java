/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.resilientredis.guard.ConnectionFailure;
import io.github.resilientredis.guard.RedisTarget;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * A server that is asked, or a whole Cluster for questions with a key. Each answer is
 * waited for, for a bounded time. A server that twice in a row sent none is not asked
 * again: it hangs, and each further question would only wait. Confined to the thread of
 * the diagnosis.
 */
final class Node {

	private static final int MAX_SILENCES = 2;

	private final String address;

	private final RedisClusterAsyncCommands<byte[], byte[]> commands;

	private final RedisTarget target;

	private final Deadline deadline;

	private final Duration patience;

	private int silences;

	Node(String address, RedisClusterAsyncCommands<byte[], byte[]> commands, RedisTarget target, Deadline deadline,
			Duration patience) {
		this.address = address;
		this.commands = commands;
		this.target = target;
		this.deadline = deadline;
		this.patience = patience;
	}

	String address() {
		return this.address;
	}

	/** The same connection under another name. */
	Node named(String name) {
		return new Node(name, this.commands, this.target, this.deadline, this.patience);
	}

	boolean hangs() {
		return this.silences >= MAX_SILENCES;
	}

	Answer ask(String command, String... arguments) {
		return ask(Question.of(command, arguments));
	}

	Answer ask(Question question) {
		return hangs() ? Answer.silence("not asked, the server does not answer") : await(send(question));
	}

	/** Ask several questions at once. */
	List<Answer> askAll(List<Question> questions) {
		List<CompletableFuture<@Nullable Object>> replies = questions.stream().map(this::send).toList();
		List<Answer> answers = new ArrayList<>();
		for (CompletableFuture<@Nullable Object> reply : replies) {
			answers.add(hangs() ? Answer.silence("not awaited, the server does not answer") : await(reply));
		}
		return answers;
	}

	private CompletableFuture<@Nullable Object> send(Question question) {
		try {
			return this.commands.dispatch(question.keyword(), new ReplyOutput(), question.arguments())
				.toCompletableFuture();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private Answer await(CompletableFuture<@Nullable Object> reply) {
		Duration wait = this.deadline.atMost(this.patience);
		try {
			Answer answer = Answer.reply(reply.get(wait.toNanos(), TimeUnit.NANOSECONDS));
			this.silences = 0;
			return answer;
		}
		catch (TimeoutException ex) {
			reply.cancel(false);
			return silence(this.deadline.isOver() ? "the time for the whole diagnosis is over"
					: "no answer within " + wait.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return silence("interrupted");
		}
		catch (ExecutionException ex) {
			return failed(ex);
		}
	}

	private Answer failed(ExecutionException failure) {
		String reason = ConnectionFailure.of(failure, this.target).reason();
		if (failure.getCause() instanceof RedisCommandExecutionException reply) {
			this.silences = 0;
			return Answer.refused(ErrorReply.describe(String.valueOf(reply.getMessage()), reason));
		}
		return silence(reason);
	}

	private Answer silence(String problem) {
		this.silences++;
		return Answer.silence(problem);
	}

}
