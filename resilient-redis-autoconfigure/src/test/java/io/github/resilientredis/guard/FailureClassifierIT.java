/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a real server's refusals and failures look like through each way to call it.
 */
@ExtendWith(RedisKitExtension.class)
class FailureClassifierIT {

	private static final String SET_IN_SCRIPT = "return redis.call('set', KEYS[1], 'value')";

	private static final String SET_CAUGHT_IN_SCRIPT = "return redis.pcall('set', KEYS[1], 'value')";

	private final FailureClassifier classifier = new FailureClassifier();

	@Test
	void readOnly(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			server.makeReadOnly();
			assertRefused(clients.set(), "READONLY ");
			assertRefused(clients.eval(SET_IN_SCRIPT), "READONLY ");
			assertRefused(clients.eval(SET_CAUGHT_IN_SCRIPT), "READONLY ");
		}
	}

	@Test
	void outOfMemory(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			server.fillMemory();
			assertRefused(clients.set(), "OOM ");
			assertRefused(clients.eval(SET_IN_SCRIPT), "OOM ");
			assertRefused(clients.eval(SET_CAUGHT_IN_SCRIPT), "OOM ");
		}
	}

	@Test
	void tooFewReplicas(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			server.command("CONFIG", "SET", "min-replicas-to-write", "1");
			assertRefused(clients.set(), "NOREPLICAS ");
			assertRefused(clients.eval(SET_IN_SCRIPT), "NOREPLICAS ");
		}
	}

	@Test
	void snapshotsFail(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			server.failSnapshots();
			assertRefused(clients.set(), "MISCONF ");
			assertRefused(clients.eval(SET_IN_SCRIPT), "MISCONF ");
		}
	}

	@Test
	void masterDown(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			server.makeReadOnly();
			server.command("CONFIG", "SET", "replica-serve-stale-data", "no");
			assertAll(clients.get(), FailureKind.SERVER_UNAVAILABLE, "MASTERDOWN ");
			assertAll(clients.eval("return redis.call('get', KEYS[1])"), FailureKind.SERVER_UNAVAILABLE, "MASTERDOWN ");
		}
	}

	@Test
	void noPassword(RedisServer server) {
		server.requirePassword("s3cret");
		try (ThreeClients clients = ThreeClients.on(server.host(), server.port(), (uri) -> {
		})) {
			assertAllEventually(clients.get(), FailureKind.SERVER_UNAVAILABLE, "NOAUTH ");
		}
	}

	@Test
	void wrongPassword(RedisServer server) {
		server.requirePassword("s3cret");
		try (ThreeClients clients = ThreeClients.on(server.host(), server.port(), password("gu3ss"))) {
			assertAllEventually(clients.get(), FailureKind.SERVER_UNAVAILABLE, "WRONGPASS ");
		}
	}

	@Test
	void uncalledForPassword(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server.host(), server.port(),
				(uri) -> uri.setCredentialsProvider(new StaticCredentialsProvider("nobody", "gu3ss".toCharArray())))) {
			assertAllEventually(clients.get(), FailureKind.SERVER_UNAVAILABLE, "WRONGPASS ");
		}
	}

	@Test
	void loading(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			clients.get();
			server.restartLoading(Duration.ofSeconds(3));
			Awaitility.await()
				.untilAsserted(() -> assertAll(clients.get(), FailureKind.SERVER_UNAVAILABLE, "LOADING "));
		}
	}

	@Test
	void busy(RedisServer server) {
		server.command("CONFIG", "SET", "lua-time-limit", "1");
		try (ThreeClients clients = ThreeClients.on(server); ThreeClients busy = ThreeClients.on(server)) {
			clients.connect();
			busy.send("while true do end");
			Awaitility.await().untilAsserted(() -> assertAll(clients.get(), FailureKind.SERVER_UNAVAILABLE, "BUSY "));
			server.command("SCRIPT", "KILL");
		}
	}

	@Test
	void tooManyClients(RedisServer server) {
		server.limitClients(0);
		try (ThreeClients clients = ThreeClients.on(server)) {
			assertAllEventually(clients.get(), FailureKind.SERVER_UNAVAILABLE, "ERR max number of clients ");
		}
	}

	@Test
	void notPermitted(RedisServer server) {
		server.command("ACL", "SETUSER", "reader", "on", ">s3cret", "~*", "+@all", "-set");
		try (ThreeClients clients = ThreeClients.on(server.host(), server.port(),
				(uri) -> uri.setCredentialsProvider(new StaticCredentialsProvider("reader", "s3cret".toCharArray())))) {
			assertAll(clients.set(), FailureKind.NOT_PERMITTED, "NOPERM ");
			assertAll(clients.eval(SET_IN_SCRIPT), FailureKind.NOT_PERMITTED, "");
		}
	}

	@Test
	void theCallersOwnErrors(RedisServer server) {
		server.command("RPUSH", "key", "READONLY");
		try (ThreeClients clients = ThreeClients.on(server)) {
			assertAll(clients.get(), FailureKind.CALLER, "");
			assertAll(clients.eval("return redis.call('get', KEYS[1])"), FailureKind.CALLER, "");
			assertAll(clients.eval("no script at all: READONLY"), FailureKind.CALLER, "");
			assertAll(clients.eval("return redis.call('hset', KEYS[1], 'READONLY')"), FailureKind.CALLER, "");
			assertAll(clients.eval("error('READONLY')"), FailureKind.CALLER, "");
		}
	}

	@Test
	void refused(RedisServer server) {
		server.kill();
		try (ThreeClients clients = ThreeClients.on(server)) {
			assertAll(clients.get(), FailureKind.CONNECTION_LOST, "Connection refused: ");
		}
	}

	@Test
	void unknownHost() {
		try (ThreeClients clients = ThreeClients.on("nowhere.invalid", 6379, (uri) -> {
		})) {
			assertAll(clients.get(), FailureKind.CONNECTION_LOST, "");
		}
	}

	@Test
	void disconnected(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			clients.connect();
			server.kill();
			assertAll(clients.get(), FailureKind.CONNECTION_LOST, "");
		}
	}

	@Test
	void cutMidReply(RedisServer server, RedisProxy proxy) {
		server.command("SET", "key", "a long value");
		try (ThreeClients clients = ThreeClients.on(proxy.host(), proxy.port(), (uri) -> {
		})) {
			clients.connect();
			proxy.cutEveryReply();
			assertAll(clients.get(), FailureKind.CONNECTION_LOST, "");
		}
	}

	@Test
	void hung(RedisServer server) {
		try (ThreeClients clients = ThreeClients.on(server)) {
			clients.connect();
			server.hang();
			assertAll(clients.get(), FailureKind.TIMEOUT, "no answer within 1 s");
		}
	}

	@Test
	void hungWhenConnecting(RedisServer server) {
		server.hang();
		try (ThreeClients clients = ThreeClients.on(server)) {
			assertAll(clients.get(), FailureKind.CONNECTION_LOST, "no answer within 1 s");
		}
	}

	private static Consumer<RedisURI> password(String password) {
		return (uri) -> uri.setCredentialsProvider(new StaticCredentialsProvider(null, password.toCharArray()));
	}

	private void assertRefused(List<ThrowingCallable> calls, String reason) {
		assertAll(calls, FailureKind.WRITES_REFUSED, reason);
	}

	/** Lettuce may see the connection closed before it sees why. */
	private void assertAllEventually(List<ThrowingCallable> calls, FailureKind kind, String reason) {
		calls.forEach((call) -> Awaitility.await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
			Throwable failure = catchThrowable(call);
			assertThat(this.classifier.classify(failure)).isEqualTo(kind);
			assertThat(this.classifier.reason(failure)).startsWith(reason).doesNotContain("s3cret", "gu3ss");
		}));
	}

	private void assertAll(List<ThrowingCallable> calls, FailureKind kind, String reason) {
		List<Throwable> failures = new ArrayList<>();
		calls.forEach((call) -> failures.add(catchThrowable(call)));
		assertThat(failures).hasSize(3).doesNotContainNull().allSatisfy((failure) -> {
			assertThat(this.classifier.classify(failure)).as(this.classifier.reason(failure)).isEqualTo(kind);
			assertThat(this.classifier.reason(failure)).startsWith(reason).doesNotContain("s3cret", "gu3ss");
		});
	}

}
