/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ClientTuningAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, ClientTuningAutoConfiguration.class,
				RedisGuardAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("resilient-redis.local-only=true");

	@Test
	void theConnectionsAreTuned() {
		this.runner.run((context) -> {
			LettuceConnectionFactory factory = factory(context);
			assertThat(factory.getClass().getSimpleName()).isEqualTo("TunedConnectionFactory");
			assertThat(factory.getClientConfiguration().getCommandTimeout()).hasMillis(500);
			assertThat(factory.getClientConfiguration().getClientName()).isEmpty();
			ClientOptions options = factory.getRequiredNativeClient().getOptions();
			assertThat(options.getDisconnectedBehavior()).isEqualTo(DisconnectedBehavior.REJECT_COMMANDS);
			assertThat(options.getTimeoutOptions().isTimeoutCommands()).isTrue();
			assertThat(options.getTimeoutOptions().getSource().getClass().getSimpleName())
				.isEqualTo("BlockingCommandTimeouts");
			SocketOptions sockets = options.getSocketOptions();
			assertThat(sockets.getConnectTimeout()).hasSeconds(2);
			assertThat(sockets.isKeepAlive()).isTrue();
			assertThat(sockets.isEnableTcpUserTimeout()).isEqualTo(EpollProvider.isAvailable());
			Delay delay = context.getBean(ClientResources.class).reconnectDelay();
			for (int attempt = 1; attempt < 100; attempt++) {
				assertThat(delay.createDelay(attempt)).isBetween(Duration.ofMillis(1), Duration.ofMillis(250));
			}
		});
	}

	@Test
	void templatesUseTheTunedFactory() {
		this.runner.run((context) -> assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory())
			.isSameAs(factory(context)));
	}

	@Test
	void whenTheContextClosesThenTheReplacementIsDestroyed() {
		LettuceConnectionFactory[] factory = new LettuceConnectionFactory[1];
		this.runner.run((context) -> {
			factory[0] = factory(context);
			assertThat(factory[0].isRunning()).isTrue();
		});
		assertThat(new DirectFieldAccessor(factory[0]).getPropertyValue("state")).hasToString("DESTROYED");
	}

	@Test
	void whenTheStartFailsThenTheReplacementIsDestroyed() {
		LettuceConnectionFactory[] factory = new LettuceConnectionFactory[1];
		this.runner.withBean("failing", Object.class, () -> {
			throw new IllegalStateException("no start");
		}, (definition) -> definition.setDependsOn("redisConnectionFactory"))
			.withBean("capture", BeanPostProcessor.class, () -> new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (bean instanceof LettuceConnectionFactory created) {
						factory[0] = created;
					}
					return bean;
				}

			})
			.run((context) -> assertThat(context).hasFailed());
		assertThat(new DirectFieldAccessor(factory[0]).getPropertyValue("state")).hasToString("DESTROYED");
	}

	@Test
	void nothingIsInitializedTooEarly(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("not eligible for getting processed");
	}

	@Test
	void whenDisabledThenBootsFactoryStays() {
		this.runner.withPropertyValues("resilient-redis.enabled=false").run((context) -> {
			assertThat(factory(context).getClass()).isEqualTo(LettuceConnectionFactory.class);
			assertThat(factory(context).getTimeout()).isEqualTo(60_000);
		});
	}

	@Test
	void ownPropertiesSetTheTimeouts() {
		this.runner.withPropertyValues("resilient-redis.timeout=700ms", "resilient-redis.connect-timeout=3s")
			.run((context) -> assertTimeouts(context, 700, 3000));
	}

	@Test
	void springsPropertiesWin() {
		this.runner
			.withPropertyValues("spring.data.redis.timeout=5s", "spring.data.redis.connect-timeout=4s",
					"resilient-redis.timeout=700ms", "resilient-redis.connect-timeout=3s")
			.run((context) -> assertTimeouts(context, 5000, 4000));
	}

	@Test
	void theApplicationsCustomizersWin() {
		TimeoutOptions own = TimeoutOptions.enabled(Duration.ofSeconds(7));
		this.runner
			.withBean(LettuceClientConfigurationBuilderCustomizer.class,
					() -> (builder) -> builder.commandTimeout(Duration.ofSeconds(6)).clientName("mine"))
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (builder) -> builder.timeoutOptions(own)
						.disconnectedBehavior(DisconnectedBehavior.ACCEPT_COMMANDS))
			.withBean(ClientResourcesBuilderCustomizer.class,
					() -> (builder) -> builder.reconnectDelay(Delay.constant(Duration.ofSeconds(9))))
			.run((context) -> {
				assertThat(factory(context).getTimeout()).isEqualTo(6000);
				assertThat(factory(context).getClientName()).isEqualTo("mine");
				ClientOptions options = factory(context).getRequiredNativeClient().getOptions();
				assertThat(options.getTimeoutOptions()).isSameAs(own);
				assertThat(options.getDisconnectedBehavior()).isEqualTo(DisconnectedBehavior.ACCEPT_COMMANDS);
				assertThat(context.getBean(ClientResources.class).reconnectDelay().createDelay(1)).hasSeconds(9);
			});
	}

	@Test
	void whenTheApplicationLimitsNothingThenSpringDataStillDoes() {
		this.runner
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (builder) -> builder.timeoutOptions(TimeoutOptions.create()))
			.run((context) -> assertThat(
					factory(context).getRequiredNativeClient().getOptions().getTimeoutOptions().isTimeoutCommands())
				.isFalse());
	}

	@Test
	void theApplicationsOwnFactoryStaysAsItIs() {
		LettuceConnectionFactory own = new LettuceConnectionFactory("localhost", 1);
		this.runner.withBean("redisConnectionFactory", LettuceConnectionFactory.class, () -> own)
			.run((context) -> assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(own));
	}

	@Test
	void settingsOfLaterPostProcessorsAreKept() {
		this.runner.withBean(BeanPostProcessor.class, () -> new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof LettuceConnectionFactory factory) {
					factory.setShareNativeConnection(false);
				}
				return bean;
			}

		}).run((context) -> assertThat(factory(context).getShareNativeConnection()).isFalse());
	}

	@Test
	void thePoolIsKept() {
		this.runner
			.withPropertyValues("spring.data.redis.lettuce.pool.enabled=true",
					"spring.data.redis.lettuce.pool.max-active=50")
			.run((context) -> assertThat(factory(context).getClientConfiguration()).isInstanceOfSatisfying(
					LettucePoolingClientConfiguration.class,
					(pooled) -> assertThat(pooled.getPoolConfig().getMaxTotal()).isEqualTo(50)));
	}

	@Test
	void serverCredentialsAndDatabaseAreKept() {
		this.runner
			.withPropertyValues("spring.data.redis.url=rediss://user:s3cret@redis.example:6390/3",
					"spring.data.redis.client-name=app", "spring.data.redis.lettuce.read-from=replica-preferred")
			.run((context) -> {
				LettuceConnectionFactory factory = factory(context);
				assertThat(factory.getHostName()).isEqualTo("redis.example");
				assertThat(factory.getPort()).isEqualTo(6390);
				assertThat(factory.getDatabase()).isEqualTo(3);
				assertThat(factory.getStandaloneConfiguration().getUsername()).isEqualTo("user");
				assertThat(factory.getStandaloneConfiguration().getPassword()).isEqualTo(RedisPassword.of("s3cret"));
				assertThat(factory.isUseSsl()).isTrue();
				assertThat(factory.getClientName()).isEqualTo("app");
				assertThat(factory.getClientConfiguration().getReadFrom()).contains(ReadFrom.REPLICA_PREFERRED);
				assertTimeouts(context, 500, 2000);
			});
	}

	@Test
	void anSslBundleIsKept() {
		this.runner.withPropertyValues("spring.data.redis.ssl.enabled=true").run((context) -> {
			assertThat(factory(context).isUseSsl()).isTrue();
			assertThat(factory(context).getClientConfiguration().getClientOptions().orElseThrow().getSslOptions())
				.isNotEqualTo(ClientOptions.DEFAULT_SSL_OPTIONS);
		});
	}

	@Test
	void aClusterIsKept() {
		this.runner
			.withPropertyValues("spring.data.redis.cluster.nodes=a:1,b:2", "spring.data.redis.cluster.max-redirects=4",
					"spring.data.redis.lettuce.cluster.refresh.period=30s")
			.run((context) -> {
				assertThat(factory(context).getClusterConfiguration()).isNotNull()
					.satisfies((cluster) -> assertThat(cluster.getClusterNodes())
						.containsExactlyInAnyOrder(new RedisNode("a", 1), new RedisNode("b", 2)));
				ClusterClientOptions options = (ClusterClientOptions) factory(context).getRequiredNativeClient()
					.getOptions();
				assertThat(options.getMaxRedirects()).isEqualTo(4);
				assertThat(options.getTopologyRefreshOptions().getRefreshPeriod()).hasSeconds(30);
				assertThat(options.getDisconnectedBehavior()).isEqualTo(DisconnectedBehavior.REJECT_COMMANDS);
				assertThat(options.getTimeoutOptions().isApplyConnectionTimeout()).isFalse();
			});
	}

	@Test
	void sentinelsAreKept() {
		this.runner
			.withPropertyValues("spring.data.redis.sentinel.master=main", "spring.data.redis.sentinel.nodes=a:1,b:2",
					"spring.data.redis.database=2")
			.run((context) -> {
				assertThat(factory(context).isRedisSentinelAware()).isTrue();
				assertThat(factory(context).getSentinelConfiguration()).isNotNull()
					.satisfies((sentinels) -> assertThat(sentinels.getSentinels()).hasSize(2));
				assertThat(factory(context).getDatabase()).isEqualTo(2);
			});
	}

	@Test
	void aMasterWithReplicasIsKept() {
		this.runner.withPropertyValues("spring.data.redis.masterreplica.nodes=a:1,b:2").run((context) -> {
			RedisConfiguration configuration = (RedisConfiguration) new DirectFieldAccessor(factory(context))
				.getPropertyValue("configuration");
			assertThat(configuration).isInstanceOfSatisfying(RedisStaticMasterReplicaConfiguration.class,
					(masterReplica) -> assertThat(masterReplica.getNodes()).hasSize(2));
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void theExecutorForVirtualThreadsIsKept() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(new DirectFieldAccessor(factory(context)).getPropertyValue("executor"))
				.isInstanceOf(SimpleAsyncTaskExecutor.class));
	}

	private static void assertTimeouts(ApplicationContext context, long command, long connect) {
		assertThat(factory(context).getTimeout()).isEqualTo(command);
		assertThat(factory(context).getRequiredNativeClient().getOptions().getSocketOptions().getConnectTimeout())
			.hasMillis(connect);
	}

	private static LettuceConnectionFactory factory(ApplicationContext context) {
		return context.getBean(LettuceConnectionFactory.class);
	}

}
