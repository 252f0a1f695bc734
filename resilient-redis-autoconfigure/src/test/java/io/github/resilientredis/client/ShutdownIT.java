/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.UnguardedClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is asked to end during an outage, gracefully, with requests and
 * writes under way.
 */
@ExtendWith(RedisKitExtension.class)
class ShutdownIT {

	private static final Log logger = LogFactory.getLog(ShutdownIT.class);

	private static final int REQUESTS = 4;

	private static final Duration IN_TIME = Duration.ofSeconds(2);

	@ParameterizedTest
	@EnumSource
	void anOutageDoesNotHoldUpTheEndAndNothingAcknowledgedIsLost(Outage outage, RedisServer server,
			@TempDir Path journal) throws Exception {
		Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
		try (ClientNode node = ClientNode.connected(server.host(), server.port(), "server.shutdown=graceful",
				"resilient-redis.journal.directory=" + journal)) {
			node.features().round(1);
			outage.begin(server);
			List<CompletableFuture<HttpResponse<String>>> requests = requests(node);
			List<Thread> writers = writers(node, acknowledged);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.until(() -> acknowledged.size() >= 20 && node.requests() == REQUESTS);
			Duration took = closing(node);
			print(outage + ": closed in " + took.toMillis() + " ms, " + acknowledged.size() + " writes acknowledged");
			assertThat(took).isLessThan(IN_TIME);
			for (Thread writer : writers) {
				writer.join(5000);
				assertThat(writer.isAlive()).isFalse();
			}
			for (CompletableFuture<HttpResponse<String>> request : requests) {
				assertThat(request.get().statusCode()).isEqualTo(200);
			}
		}
		assertNoThreadIsLeft();
		outage.end(server);
		try (ClientNode next = ClientNode.connected(server.host(), server.port(),
				"resilient-redis.journal.directory=" + journal)) {
			assertThat(next.pendingRecords()).isZero();
			assertThat((List<?>) server.command("LRANGE", "writers", "0", "-1")).map(String::valueOf)
				.containsAll(acknowledged);
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutADirectoryTheLogSaysWhatIsLost(Outage outage, RedisServer server) {
		try (ClientNode node = ClientNode.connected(server.host(), server.port());
				CapturedLog log = new CapturedLog()) {
			outage.begin(server);
			for (int i = 0; i < 7; i++) {
				node.features().durable("lost", "x" + i);
			}
			Duration took = closing(node);
			print(outage + " without a directory: closed in " + took.toMillis() + " ms");
			assertThat(took).isLessThan(IN_TIME);
			assertThat(log.lines("The journal ends with")).singleElement()
				.asString()
				.contains("write.append=7")
				.contains("resilient-redis.journal.directory");
		}
		assertNoThreadIsLeft();
		outage.end(server);
	}

	private static Duration closing(ClientNode node) {
		long start = System.nanoTime();
		node.context().close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static List<CompletableFuture<HttpResponse<String>>> requests(ClientNode node) {
		HttpClient client = HttpClient.newHttpClient();
		List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			HttpRequest request = HttpRequest.newBuilder(node.uri("/round/10" + i)).build();
			requests.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
		}
		return requests;
	}

	/** Each writes until it is refused, and remembers what was not. */
	private static List<Thread> writers(ClientNode node, Queue<String> acknowledged) {
		List<Thread> threads = new ArrayList<>();
		AtomicLong numbers = new AtomicLong();
		for (int i = 0; i < 4; i++) {
			Thread thread = new Thread(() -> {
				try {
					while (true) {
						String element = "w" + numbers.incrementAndGet();
						node.features().durable("writers", element);
						acknowledged.add(element);
						LockSupport.parkNanos(1_000_000);
					}
				}
				catch (RuntimeException ex) {
					// The application has ended.
				}
			}, "writer-" + i);
			thread.start();
			threads.add(thread);
		}
		return threads;
	}

	private static void assertNoThreadIsLeft() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(8))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("resilient-redis") || name.startsWith("lettuce")));
	}

	private static void print(String line) {
		logger.warn(line);
	}

	enum Outage {

		KILLED {

			@Override
			void begin(RedisServer server) {
				server.kill();
				bites(server);
			}

			@Override
			void end(RedisServer server) {
				server.startUp();
			}

		},

		HUNG {

			@Override
			void begin(RedisServer server) {
				server.hang();
				bites(server);
			}

			@Override
			void end(RedisServer server) {
				server.resume();
			}

		};

		abstract void begin(RedisServer server);

		abstract void end(RedisServer server);

		private static void bites(RedisServer server) {
			try (UnguardedClient unguarded = UnguardedClient.to(server, Duration.ofMillis(100))) {
				unguarded.assertFails();
			}
		}

	}

}
