/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.Locale;

/**
 * Everything that a diagnosis may find, with the reason why it matters and what to do
 * about it. {@code docs/diagnostics.md} shows the same table.
 */
public enum FindingKind {

	/** Redis was not reached. */
	UNREACHABLE(Severity.CRITICAL, "Redis cannot be reached, or does not answer",
			"The application lives on its fallbacks.",
			"Start Redis, or correct 'spring.data.redis.*'; see the reason that is given."),

	/** What is configured cannot work. */
	CONFIGURATION(Severity.CRITICAL, "what is configured cannot work", "The application does not start like this.",
			"Correct the property that is named."),

	/** No password. */
	NO_PASSWORD(Severity.CRITICAL, "a server that other machines can reach takes commands without a password",
			"Whoever reaches the port reads sessions, changes data, and may take over the machine.",
			"Set 'requirepass' or an ACL user on the server, and 'spring.data.redis.username' and '.password' here;"
					+ " bind the server to the addresses it is needed on."),

	/** Dangerous commands are allowed. */
	DANGEROUS_COMMANDS(Severity.WARNING,
			"the user in use may run FLUSHALL, FLUSHDB, KEYS, CONFIG, DEBUG, SHUTDOWN or their like",
			"A mistake, or a hole in the application, can then empty, block or end the server.",
			"Give the application a user of its own: 'ACL SETUSER app on >PASSWORD ~* &* +@all -@admin -@dangerous +info"
					+ " +client'. A second user can keep CONFIG and SLOWLOG for this diagnosis."),

	/** Sessions may be evicted. */
	EVICTION(Severity.CRITICAL, "eviction policy allkeys-* with sessions or revoked tokens in the server",
			"When memory is full, users are logged out at random, and revoked tokens are valid again.",
			"Set 'maxmemory-policy noeviction' on a server for sessions and tokens, and keep caches that may be evicted"
					+ " in another one."),

	/** Sessions may be evicted, as everything with a time to live. */
	EVICTION_OF_EXPIRING_KEYS(Severity.NOTICE, "eviction policy volatile-* with sessions in the server",
			"Sessions have a time to live, so they are evicted together with cache entries when memory is full.",
			"Set 'maxmemory-policy noeviction', or give sessions a server of their own."),

	/** Sessions do not survive. */
	NO_PERSISTENCE(Severity.WARNING, "neither snapshots nor an append-only file, with sessions or revoked tokens",
			"A restart of Redis logs everybody out; nodes put back only what they know.",
			"Set 'appendonly yes' on the server."),

	/** The server cannot write its data. */
	PERSISTENCE_FAILING(Severity.CRITICAL, "the last snapshot or write to the append-only file failed",
			"A restart loses data, and by default the server refuses all writes (MISCONF).",
			"Look for the reason in the server's log; most often the disk is full, or the directory is not writable."),

	/** Memory is short. */
	MEMORY(Severity.WARNING, "more than 80 % of 'maxmemory' is used",
			"When it is full, writes are refused (OOM) or keys are evicted.",
			"Raise 'maxmemory', shorten times to live, or look for keys without one."),

	/** Connections are short. */
	CLIENTS(Severity.WARNING, "more than 80 % of 'maxclients' are connected",
			"Beyond it, new instances of the application cannot connect.",
			"Raise 'maxclients' (and the limit of open files), or look for clients that leak connections:"
					+ " CLIENT LIST."),

	/** Replication does not work. */
	REPLICATION(Severity.CRITICAL, "a replica does not hear its master, is behind, or is used as if it were a master",
			"Reads are stale and a failover loses writes; a replica that is written to refuses (READONLY).",
			"Mend the link between them ('masterauth', network, 'repl-backlog-size'); point 'spring.data.redis.*' at"
					+ " the master, or use Sentinel."),

	/** Answers are slow. */
	LATENCY(Severity.WARNING, "the slowest hundredth of answers takes more than half of 'timeout'",
			"A little more load, and calls time out and the circuit opens.",
			"Look for slow commands (SLOWLOG GET), swapping, CPU and network between here and Redis; or raise"
					+ " 'resilient-redis.timeout'."),

	/** Clocks differ. */
	CLOCK_SKEW(Severity.WARNING, "the clock of the server and the clock here differ by more than a second",
			"Times to live, limits and revocations are off by as much.", "Let NTP set the clocks of both machines."),

	/** An old server. */
	OLD_SERVER(Severity.WARNING, "Redis older than 6.2",
			"It lacks commands that are used here, and gets no security fixes.",
			"Upgrade to Redis 6.2 or newer, or to Valkey."),

	/** Keys that never go away. */
	NO_TIME_TO_LIVE(Severity.WARNING, "cache entries, sessions or keys of the library without a time to live",
			"They stay for ever and fill the memory; a 'volatile-*' policy cannot evict them.",
			"Set 'spring.cache.redis.time-to-live', or 'resilient-redis.cache.caches.<name>.time-to-live', and remove"
					+ " the old keys."),

	/** No encryption. */
	NO_TLS(Severity.WARNING, "connections to another machine are not encrypted",
			"Passwords, sessions and tokens can be read on the way.",
			"Give the server a 'tls-port', and set 'spring.data.redis.ssl.enabled' (or 'rediss://') here."),

	/** Values are Java objects. */
	JAVA_SERIALIZATION(Severity.NOTICE, "cache values are written by Java serialization",
			"Who can write to Redis can have the application create objects of its class path; and other languages"
					+ " cannot read them.",
			"Set 'resilient-redis.cache.serializer' to 'json'."),

	/** Writing does not work. */
	CACHE_ROUND_TRIP(Severity.CRITICAL, "a cache entry could not be written, read and removed",
			"Caches do not work in Redis.",
			"See the reason that is given; if it is a permission, allow the user the keys of the caches."),

	/** Sessions cannot be written. */
	SESSION_ROUND_TRIP(Severity.CRITICAL, "a session could not be written, read and removed",
			"Sessions do not work in Redis.",
			"See the reason that is given; if it is a permission, allow the user the keys of sessions, and EVAL and"
					+ " EVALSHA.");

	private final Severity severity;

	private final String when;

	private final String why;

	private final String remedy;

	FindingKind(Severity severity, String when, String why, String remedy) {
		this.severity = severity;
		this.when = when;
		this.why = why;
		this.remedy = remedy;
	}

	/**
	 * Its name in reports, which does not change.
	 * @return such as {@code no-password}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * How bad it is.
	 * @return the severity
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * When it is found.
	 * @return a phrase
	 */
	public String when() {
		return this.when;
	}

	/**
	 * Why it matters.
	 * @return sentences
	 */
	public String why() {
		return this.why;
	}

	/**
	 * What to do.
	 * @return sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
