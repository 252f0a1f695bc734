/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.github.resilientredis.guard.ConnectionFailure;
import io.github.resilientredis.guard.RedisTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Asks Redis about itself and judges the answers. Changes nothing but two keys of its
 * own, which it removes and which expire by themselves. Ends within its deadline whatever
 * Redis does. For one thread at a time.
 */
public final class RedisDiagnosis {

	private final LettuceConnectionFactory factory;

	private final RedisTarget target;

	private final DiagnosisSettings settings;

	private final Clock clock;

	private final Unanswered unanswered = new Unanswered();

	/**
	 * Create a diagnosis.
	 * @param factory makes connections as the application has them; started, not
	 * necessarily connected
	 * @param settings what is known of the application
	 * @param clock the clock that the server's is compared with
	 */
	public RedisDiagnosis(LettuceConnectionFactory factory, DiagnosisSettings settings, Clock clock) {
		this.factory = factory;
		this.target = RedisTarget.of(factory);
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Run it.
	 * @return the report; never an exception because of Redis
	 */
	public DiagnosisReport run() {
		Facts facts = gather();
		return new DiagnosisReport(facts, Check.examineAll(facts), this.clock.instant());
	}

	private Facts gather() {
		Access access = new Access(this.factory, this.target, this.settings,
				new Deadline(this.settings.deadline(), System::nanoTime));
		try {
			Node entry = access.open();
			Answer ping = entry.ask("PING");
			String problem = ping.problem();
			if (problem != null && !isAlive(ping)) {
				return unreachable(new IllegalStateException(problem), problem);
			}
			return ask(access, entry);
		}
		catch (TimeoutException ex) {
			return unreachable(ex, "no connection within " + access.limit().toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			return unreachable(ex, null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unreachable(ex, "interrupted");
		}
	}

	/** A user who may not even ping is connected all the same. */
	private static boolean isAlive(Answer ping) {
		return !ping.silent() && String.valueOf(ping.problem()).startsWith("not permitted");
	}

	private Facts ask(Access access, Node entry) throws InterruptedException {
		NodeProbe probe = new NodeProbe(this.settings, this.target, this.clock, this.unanswered);
		List<Node> servers = access.nodes(entry, this.unanswered);
		List<NodeFacts> nodes = servers.stream().map(probe::ask).toList();
		Facts.UserFacts user = servers.isEmpty() ? null : UserProbe.ask(servers.get(0), this.unanswered);
		RoundTripProbe roundTrip = new RoundTripProbe(entry);
		DiagnosisSettings.CacheUse cache = this.settings.cache();
		DiagnosisSettings.SessionUse sessions = this.settings.sessions();
		Facts.RoundTrip cacheTrip = (cache != null) ? roundTrip.cache(cache) : null;
		Facts.RoundTrip sessionTrip = (sessions != null) ? roundTrip.session(sessions) : null;
		return new Facts(this.settings, this.target, null, null, nodes, connect(access), user, cacheTrip, sessionTrip,
				this.unanswered.list());
	}

	private List<Double> connect(Access access) throws InterruptedException {
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < this.settings.connections(); i++) {
			try {
				millis.add(access.openAgain());
			}
			catch (ExecutionException ex) {
				this.unanswered.note("connection " + (i + 2), ConnectionFailure.of(ex, this.target).reason());
			}
			catch (TimeoutException ex) {
				this.unanswered.note("connection " + (i + 2), "the time for the whole diagnosis is over");
				return millis;
			}
		}
		return millis;
	}

	private Facts unreachable(Exception failure, @Nullable String reason) {
		ConnectionFailure explained = ConnectionFailure.of(failure, this.target);
		return Facts.unreachable(this.settings, this.target, (reason != null) ? reason : explained.reason(),
				explained.remedy());
	}

}
