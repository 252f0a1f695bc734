/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The guard over Lettuce. Begins to connect in the background as soon as it is
 * initialized; its start as a lifecycle bean waits for Redis only if the settings say so.
 *
 * <p>
 * What belongs to one run, from start to stop, is held by an immutable object behind one
 * volatile reference, replaced under the lock by start and stop and read by every call.
 */
public final class LettuceRedisGuard implements RedisGuard, SmartLifecycle, InitializingBean, DisposableBean {

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final GuardSettings settings;

	private final RequestBudgets budgets;

	private final LinkFactory links;

	private final SideCircuits circuits;

	private final GuardRecovery recovery;

	private final StateNotifier notifier = new StateNotifier();

	private final StateLog log;

	private final ChangeHistory history = new ChangeHistory();

	private final CallWatch watch = new CallWatch();

	private final GuardStateMachine machine;

	private final CallPolicy policy;

	private volatile Run run;

	/** Whether connecting has begun. Under the lock. */
	private boolean begun;

	/** Whether the container has started this bean, and so waited if it has to. */
	private volatile boolean running;

	/**
	 * Create a guard; opens no connection yet.
	 * @param application the application's own factory, of which only the configuration
	 * is used
	 * @param settings how far to go
	 * @param budgets where requests find their budgets
	 * @param clock tells when states begin
	 */
	public LettuceRedisGuard(LettuceConnectionFactory application, GuardSettings settings, RequestBudgets budgets,
			Clock clock) {
		this(application, settings, budgets, clock, GuardRecovery.none(settings.keyPrefix()));
	}

	/**
	 * Create a guard that recovers; opens no connection yet.
	 * @param application the application's own factory, of which only the configuration
	 * is used
	 * @param settings how far to go
	 * @param budgets where requests find their budgets
	 * @param clock tells when states begin
	 * @param recovery what has to be done when Redis answers again
	 */
	public LettuceRedisGuard(LettuceConnectionFactory application, GuardSettings settings, RequestBudgets budgets,
			Clock clock, GuardRecovery recovery) {
		this(new LettuceLinkFactory(application, settings, clock), settings, budgets, clock, recovery);
	}

	LettuceRedisGuard(LinkFactory links, GuardSettings settings, RequestBudgets budgets, Clock clock,
			GuardRecovery recovery) {
		this.links = links;
		this.settings = settings;
		this.budgets = budgets;
		this.log = new StateLog(settings.startup().attempts());
		this.notifier.add(this.log);
		this.notifier.add(this.history);
		this.machine = new GuardStateMachine(clock, this.notifier::changed);
		this.circuits = SideCircuits.of("redis", settings);
		this.recovery = recovery;
		this.policy = new CallPolicy(settings);
		this.run = new Run();
	}

	@Override
	public GuardState getState() {
		return this.machine.current().state();
	}

	@Override
	public GuardState getState(byte[] key) {
		GuardStateMachine.Snapshot snapshot = this.machine.current();
		Link link = snapshot.link();
		Masters masters = (link != null && snapshot.state().isReadable()) ? link.masters() : null;
		if (masters == null) {
			return snapshot.state();
		}
		Master master = masters.of(key);
		return (master != null) ? master.state() : GuardState.UNAVAILABLE;
	}

	@Override
	public String getMaster(byte[] key) {
		Masters masters = masters();
		Master master = (masters != null) ? masters.of(key) : null;
		return (master != null) ? master.id() : "";
	}

	@Override
	public List<MasterStatus> getMasters() {
		Masters masters = masters();
		return (masters != null) ? masters.all().stream().map(Master::status).toList() : List.of();
	}

	private @Nullable Masters masters() {
		Link link = this.machine.current().link();
		return (link != null) ? link.masters() : null;
	}

	@Override
	public GuardStatus getStatus() {
		return this.machine.current().status();
	}

	@Override
	public <T extends @Nullable Object> T execute(RedisOperation operation, RedisAction<T> action) {
		return this.run.blocking.execute(operation, action);
	}

	@Override
	public <T extends @Nullable Object> T await(RedisOperation operation, AsyncRedisAction<T> action) {
		return this.run.blocking.await(operation, action);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submit(RedisOperation operation,
			AsyncRedisAction<T> action) {
		Run current = this.run;
		return new AsyncCall<>(operation, action, this.budgets.current(), current.callLinks, this.policy,
				current.outcomes, this.watch)
			.start();
	}

	@Override
	public void forceOpen() {
		this.run.supervisor.forceOpen();
	}

	@Override
	public void release() {
		this.run.supervisor.release();
	}

	@Override
	public void addListener(GuardListener listener) {
		this.notifier.add(listener);
	}

	@Override
	public void removeListener(GuardListener listener) {
		this.notifier.remove(listener);
	}

	@Override
	public List<GuardStateChange> getHistory() {
		return this.history.all();
	}

	@Override
	public void addObserver(CallObserver observer) {
		this.watch.add(observer);
	}

	/**
	 * Hand out the circuit breakers, {@code redis} and {@code redis-writes}.
	 * @param customizer is given each of them once, on this thread
	 */
	public void customizeCircuits(CircuitBreakerCustomizer customizer) {
		this.circuits.customize(customizer);
	}

	/**
	 * Begin to connect in the background. No effect if already begun.
	 */
	@Override
	public void afterPropertiesSet() {
		this.lifecycle.lock();
		try {
			if (!this.begun) {
				this.begun = true;
				this.run.supervisor.start();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Begin to connect, and wait for Redis if the settings say so.
	 * @throws RedisRequiredException if Redis is required and did not come
	 */
	@Override
	public void start() {
		afterPropertiesSet();
		this.running = true;
		if (this.settings.startup().mode() != StartupMode.BACKGROUND) {
			this.run.supervisor.firstAttempt().join();
			if (this.settings.startup().mode() == StartupMode.REQUIRE && !getState().isReadable()) {
				throw new RedisRequiredException(this.settings.startup().attempts(), this.links.target(),
						getStatus().lastError());
			}
		}
	}

	/**
	 * Close the connections. The guard can be started again.
	 */
	@Override
	public void stop() {
		this.lifecycle.lock();
		try {
			this.running = false;
			if (this.begun) {
				this.begun = false;
				Run last = this.run;
				this.run = new Run();
				last.supervisor.stop();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before everything that may use Redis; stopped after it. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1000;
	}

	/** What lives from one start to the next stop. */
	private final class Run {

		private final ConnectionSupervisor supervisor;

		private final Links callLinks;

		private final CallOutcomes outcomes;

		private final BlockingCall blocking;

		Run() {
			LettuceRedisGuard guard = LettuceRedisGuard.this;
			this.supervisor = new ConnectionSupervisor(guard.links, guard.machine, guard.circuits, guard.settings,
					guard.recovery, guard.log);
			this.callLinks = new Links(guard.machine, this.supervisor.firstAttempt(), guard.policy);
			this.outcomes = this.supervisor.outcomes();
			this.blocking = new BlockingCall(this.callLinks, guard.policy, this.outcomes, guard.budgets, guard.watch);
		}

	}

}
