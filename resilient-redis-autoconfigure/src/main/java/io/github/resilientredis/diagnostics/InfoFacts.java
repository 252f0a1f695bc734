/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What {@code INFO} says, and {@code CONFIG GET} where {@code INFO} does not say it.
 */
final class InfoFacts {

	/** More than this behind, a replica is not worth much after a failover. */
	private static final long MAX_LAG_SECONDS = 10;

	private static final Pattern LAG = Pattern.compile("lag=(\\d+)");

	private final InfoText info;

	private final ConfigValues config;

	InfoFacts(InfoText info, ConfigValues config) {
		this.info = info;
		this.config = config;
	}

	NodeFacts.@Nullable Server server() {
		String version = this.info.text("redis_version");
		if (version == null) {
			return null;
		}
		String valkey = this.info.text("valkey_version");
		return new NodeFacts.Server((valkey != null) ? "Valkey " + valkey : version,
				Objects.requireNonNullElse(this.info.text("redis_mode"), "unknown"),
				this.info.number("uptime_in_seconds"));
	}

	NodeFacts.@Nullable Memory memory() {
		Long used = this.info.number("used_memory");
		Long limit = this.info.number("maxmemory");
		String policy = this.info.text("maxmemory_policy");
		limit = (limit != null) ? limit : this.config.number("maxmemory");
		policy = (policy != null) ? policy : this.config.text("maxmemory-policy");
		return (used == null && limit == null && policy == null) ? null : new NodeFacts.Memory(used, limit, policy);
	}

	NodeFacts.@Nullable Clients clients() {
		Long connected = this.info.number("connected_clients");
		Long limit = this.info.number("maxclients");
		limit = (limit != null) ? limit : this.config.number("maxclients");
		return (connected == null && limit == null) ? null
				: new NodeFacts.Clients(connected, limit, this.info.number("blocked_clients"));
	}

	NodeFacts.@Nullable Persistence persistence() {
		String aof = this.info.text("aof_enabled");
		String save = this.config.text("save");
		String configured = this.config.text("appendonly");
		Boolean appendOnly = (aof != null) ? Boolean.valueOf(aof.equals("1"))
				: (configured != null) ? Boolean.valueOf(configured.equals("yes")) : null;
		Boolean snapshots = (save != null) ? Boolean.valueOf(!save.isBlank()) : null;
		boolean failing = this.info.is("rdb_last_bgsave_status", "err") || this.info.is("aof_last_write_status", "err");
		return (appendOnly == null && snapshots == null) ? null
				: new NodeFacts.Persistence(snapshots, appendOnly, failing);
	}

	NodeFacts.@Nullable Replication replication() {
		String role = this.info.text("role");
		if (role == null) {
			return null;
		}
		if (!role.equals("master")) {
			return new NodeFacts.Replication("replica", this.info.is("master_link_status", "up"), 0, 0);
		}
		long replicas = Objects.requireNonNullElse(this.info.number("connected_slaves"), 0L);
		long behind = 0;
		for (long i = 0; i < Math.min(replicas, 100); i++) {
			behind += isBehind(Objects.requireNonNullElse(this.info.text("slave" + i), "")) ? 1 : 0;
		}
		return new NodeFacts.Replication("master", true, replicas, behind);
	}

	private static boolean isBehind(String replica) {
		Matcher lag = LAG.matcher(replica);
		return !replica.contains("state=online") || lag.find() && Long.parseLong(lag.group(1)) > MAX_LAG_SECONDS;
	}

}
