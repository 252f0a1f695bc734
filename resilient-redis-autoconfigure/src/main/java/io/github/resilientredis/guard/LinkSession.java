/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The recovery's way to Redis over one link, from the moment it proved itself until it is
 * lost or replaced.
 *
 * <p>
 * Whether something may still arrive through earlier links is written once, by the
 * supervisor's thread, before the recovery is told of the session.
 */
final class LinkSession implements RecoverySession {

	private final Link link;

	private final LinkIdentity identity;

	private final int attempt;

	private final LinkRecovery recovery;

	private final GuardStateMachine machine;

	private final CallOutcomes outcomes;

	private final Duration timeout;

	private volatile boolean overtaken;

	LinkSession(Link link, LinkIdentity identity, int attempt, LinkRecovery recovery, GuardStateMachine machine,
			CallOutcomes outcomes, Duration timeout) {
		this.link = link;
		this.identity = identity;
		this.attempt = attempt;
		this.recovery = recovery;
		this.machine = machine;
		this.outcomes = outcomes;
		this.timeout = timeout;
	}

	LinkIdentity identity() {
		return this.identity;
	}

	Link link() {
		return this.link;
	}

	int attempt() {
		return this.attempt;
	}

	void overtaken(boolean overtaken) {
		this.overtaken = overtaken;
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> send(RedisOperation operation,
			AsyncRedisAction<T> action) {
		if (!isCurrent()) {
			return CompletableFuture.failedFuture(new RedisUnavailableException(
					operation.name() + ": the connection was given up", this.machine.current().state()));
		}
		GuardState obstacle = obstacle(operation);
		if (obstacle != null) {
			return CompletableFuture.failedFuture(RedisUnavailableException.ofMaster(operation, obstacle));
		}
		long start = System.nanoTime();
		CompletableFuture<T> answer = new CompletableFuture<>();
		try {
			action.send(this.link.commands(operation)).whenComplete((value, failure) -> {
				if (failure != null) {
					answer.completeExceptionally(failure);
				}
				else {
					answer.complete(value);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			answer.completeExceptionally(ex);
		}
		Duration limit = (operation.deadline() != null) ? operation.deadline() : this.timeout;
		return NoAnswer.limit(answer, limit).whenComplete((value, failure) -> {
			if (failure == null) {
				this.outcomes.answered(operation, this.link, System.nanoTime() - start);
			}
		}).exceptionally((failure) -> {
			throw this.outcomes.failed(operation, this.link, failure, System.nanoTime() - start);
		});
	}

	/** Masters that answer are asked before callers may. */
	private @Nullable GuardState obstacle(RedisOperation operation) {
		Masters masters = this.link.masters();
		if (masters == null || operation.anywhere()) {
			return null;
		}
		if (operation.key() == null) {
			boolean anyAway = masters.all().stream().anyMatch((master) -> master.state() == GuardState.UNAVAILABLE);
			return anyAway ? GuardState.UNAVAILABLE : null;
		}
		Master master = masters.of(operation.key());
		GuardState state = (master != null) ? master.state() : GuardState.UNAVAILABLE;
		return (state == GuardState.UNAVAILABLE) ? state : null;
	}

	@Override
	public boolean open(long replayed) {
		return this.recovery.open(this, replayed);
	}

	@Override
	public List<RecoveredMaster> masters() {
		Masters masters = this.link.masters();
		if (masters == null) {
			return List.of(new RecoveredMaster("", this.identity.serverRun(), (key) -> true));
		}
		return masters.all()
			.stream()
			.filter((master) -> master.state() != GuardState.UNAVAILABLE)
			.map(masters::recovered)
			.toList();
	}

	@Override
	public boolean isWhole() {
		Masters masters = this.link.masters();
		return masters == null || masters.areWhole();
	}

	@Override
	public boolean mayBeOvertaken() {
		return this.overtaken;
	}

	@Override
	public boolean isRead() {
		GuardStateMachine.Snapshot snapshot = this.machine.current();
		return snapshot.state().isReadable() && snapshot.knows(this.link);
	}

	@Override
	public boolean isCurrent() {
		return this.machine.current().knows(this.link);
	}

}
