/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.List;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Where connections lead, as it is configured; for messages to operators, so without
 * credentials. Immutable.
 *
 * @param mode what kind of Redis is expected there
 * @param addresses {@code host:port} of each server, or of each Sentinel, or the path of
 * a socket
 * @param master the name under which the Sentinels know the master, {@code null} without
 * Sentinel
 * @param tls whether connections are encrypted
 */
public record RedisTarget(Mode mode, List<String> addresses, @Nullable String master, boolean tls) {

	public RedisTarget {
		addresses = List.copyOf(addresses);
	}

	/**
	 * Where the connections of a factory lead.
	 * @param factory the factory, which need not be started
	 * @return the target
	 */
	public static RedisTarget of(LettuceConnectionFactory factory) {
		return of(ConnectionConfigurations.of(factory), factory.getClientConfiguration().isUseSsl());
	}

	static RedisTarget of(RedisConfiguration configuration, boolean tls) {
		if (configuration instanceof RedisClusterConfiguration cluster) {
			return new RedisTarget(Mode.CLUSTER, addresses(cluster.getClusterNodes()), null, tls);
		}
		if (configuration instanceof RedisSentinelConfiguration sentinel) {
			String master = (sentinel.getMaster() != null) ? sentinel.getMaster().getName() : null;
			return new RedisTarget(Mode.SENTINEL, addresses(sentinel.getSentinels()), master, tls);
		}
		if (configuration instanceof RedisStaticMasterReplicaConfiguration nodes) {
			return new RedisTarget(Mode.REPLICATED,
					nodes.getNodes().stream().map((node) -> address(node.getHostName(), node.getPort())).toList(), null,
					tls);
		}
		if (configuration instanceof RedisSocketConfiguration socket) {
			return new RedisTarget(Mode.SOCKET, List.of(socket.getSocket()), null, tls);
		}
		return (configuration instanceof RedisStandaloneConfiguration server)
				? new RedisTarget(Mode.STANDALONE, List.of(address(server.getHostName(), server.getPort())), null, tls)
				: new RedisTarget(Mode.STANDALONE, List.of(), null, tls);
	}

	private static List<String> addresses(Iterable<RedisNode> nodes) {
		return StreamSupport.stream(nodes.spliterator(), false)
			.map((node) -> address(node.getHost(), (node.getPort() != null) ? node.getPort() : 0))
			.sorted()
			.toList();
	}

	private static String address(@Nullable String host, int port) {
		boolean literal = host != null && host.indexOf(':') >= 0;
		return (literal ? "[" + host + "]" : host) + ":" + port;
	}

	/**
	 * The target in a few words.
	 * @return such as {@code redis.example.com:6379} or
	 * {@code master 'main' of the Sentinels a:26379, b:26379}
	 */
	public String describe() {
		String list = this.addresses.isEmpty() ? "an unknown server" : String.join(", ", this.addresses);
		return switch (this.mode) {
			case SENTINEL -> "master '" + this.master + "' of the Sentinels " + list;
			case CLUSTER -> "the Cluster of " + list;
			case REPLICATED -> "the master among " + list;
			case STANDALONE, SOCKET -> list;
		};
	}

	/**
	 * What kind of Redis is configured.
	 */
	public enum Mode {

		/** One server. */
		STANDALONE,

		/** One server, over a socket of this machine. */
		SOCKET,

		/** A master and replicas that do not change. */
		REPLICATED,

		/** A master that Sentinels watch. */
		SENTINEL,

		/** A Cluster. */
		CLUSTER

	}

}
