/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.resilientredis.testkit.ClusterSet;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.RedisServerBuilder;
import io.github.resilientredis.testkit.SentinelSet;
import io.github.resilientredis.testkit.TlsFiles;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.protocol.ProtocolVersion;

import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kinds of Redis that an application may have. The names say so, as they appear in
 * reports.
 */
enum TopologyKind {

	STANDALONE {
		@Override
		Topology start(Path directory) {
			return at(RedisServer.start()).recognize("db=0").recognize("user=default");
		}
	},

	SENTINEL {
		@Override
		Topology start(Path directory) {
			SentinelSet set = SentinelSet.start();
			return new Topology(List.of(set.first()), (key) -> set.first(), set::close)
				.set("spring.data.redis.sentinel.master=" + set.name(),
						"spring.data.redis.sentinel.nodes=" + set.addresses())
				.finallySee(() -> assertThat(set.second().calls("eval") + set.second().calls("evalsha")).isZero());
		}
	},

	CLUSTER {
		@Override
		Topology start(Path directory) {
			return at(ClusterSet.start());
		}
	},

	TLS {
		@Override
		Topology start(Path directory) {
			TlsFiles files = TlsFiles.in(directory);
			return encrypted(RedisServer.builder().tls(files), files);
		}
	},

	TLS_WITH_CLIENT_CERTIFICATE {
		@Override
		Topology start(Path directory) {
			TlsFiles files = TlsFiles.in(directory);
			TlsFiles client = TlsFiles.in(directory(directory, "client"));
			return encrypted(RedisServer.builder()
				.tls(files)
				.config("tls-auth-clients", "yes")
				.config("tls-ca-cert-file", client.certificate().toString()), files)
				.set("spring.ssl.bundle.pem.redis.keystore.certificate=" + client.certificate().toUri(),
						"spring.ssl.bundle.pem.redis.keystore.private-key=" + client.key().toUri());
		}
	},

	ACL_USER {
		@Override
		Topology start(Path directory) {
			RedisServer server = RedisServer.start();
			return restricted(at(server));
		}
	},

	ACL_USER_IN_CLUSTER {
		@Override
		Topology start(Path directory) {
			Topology redis = restricted(at(ClusterSet.builder().withoutReplicas().start()));
			redis.servers().forEach(PublishedUser::completeOn);
			return redis;
		}
	},

	CREDENTIALS_PROVIDER {
		@Override
		Topology start(Path directory) {
			return at(RedisServer.builder().password(Provided.PASSWORD).start()).configure(Provided.class);
		}
	},

	DATABASE {
		@Override
		Topology start(Path directory) {
			RedisServer server = RedisServer.start();
			return at(server).inDatabase("5")
				.finallySee(() -> assertThat(String.valueOf(server.command("INFO", "keyspace"))).contains("db5:")
					.doesNotContain("db0:"));
		}
	},

	RESP2 {
		@Override
		Topology start(Path directory) {
			RedisServer server = RedisServer.start();
			return at(server).configure(Resp2.class)
				.recognize("resp=2")
				.finallySee(() -> assertThat(server.calls("hello")).isZero());
		}
	},

	RESP3 {
		@Override
		Topology start(Path directory) {
			RedisServer server = RedisServer.start();
			return at(server).configure(Resp3.class)
				.recognize("resp=3")
				.finallySee(() -> assertThat(server.calls("hello")).isPositive());
		}
	};

	/**
	 * Starts a Redis of this kind.
	 * @param directory for files
	 */
	abstract Topology start(Path directory);

	/** Whether the test kit's servers can be of this kind. */
	boolean isPossible() {
		return !name().startsWith("TLS") || !StringUtils.hasText(System.getenv("RESILIENT_REDIS_TEST_IMAGE"));
	}

	private static Topology at(RedisServer server) {
		return Topology.of(server)
			.set("spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.port());
	}

	private static Topology at(ClusterSet cluster) {
		return new Topology(cluster.masters(), cluster::masterOf, cluster::close)
			.set("spring.data.redis.cluster.nodes=" + cluster.addresses());
	}

	private static Topology encrypted(RedisServerBuilder builder, TlsFiles files) {
		RedisServer server = builder.start();
		return Topology.of(server)
			.set("spring.data.redis.host=" + server.host(), "spring.data.redis.port=" + server.tlsPort(),
					"spring.data.redis.ssl.bundle=redis",
					"spring.ssl.bundle.pem.redis.truststore.certificate=" + files.certificate().toUri())
			.recognize("laddr=" + server.host() + ":" + server.tlsPort());
	}

	private static Topology restricted(Topology redis) {
		redis.servers().forEach(PublishedUser::createOn);
		return redis
			.set("spring.data.redis.username=" + PublishedUser.NAME,
					"spring.data.redis.password=" + PublishedUser.PASSWORD)
			.recognize("user=" + PublishedUser.NAME)
			.finallySee(() -> redis.servers()
				.forEach((server) -> assertThat(server.command("ACL", "LOG")).as("refused").isEqualTo(List.of())));
	}

	private static Path directory(Path parent, String name) {
		try {
			return Files.createDirectory(parent.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A password that no property holds. */
	@Configuration(proxyBeanMethods = false)
	static class Provided {

		static final String PASSWORD = "from-a-vault";

		@Bean
		LettuceClientConfigurationBuilderCustomizer credentials() {
			return (builder) -> builder.redisCredentialsProviderFactory(new RedisCredentialsProviderFactory() {
				@Override
				public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
					return RedisCredentialsProvider.from(() -> RedisCredentials.just(null, PASSWORD));
				}
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Resp2 {

		@Bean
		LettuceClientOptionsBuilderCustomizer protocol() {
			return (builder) -> builder.protocolVersion(ProtocolVersion.RESP2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Resp3 {

		@Bean
		LettuceClientOptionsBuilderCustomizer protocol() {
			return (builder) -> builder.protocolVersion(ProtocolVersion.RESP3);
		}

	}

}
