/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(RedisKitExtension.class)
class RedisProxyIT {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	@Test
	void whenPassingThenTrafficIsCounted(RedisProxy proxy) throws IOException {
		try (Socket socket = connect(proxy)) {
			ask(socket, "PING\r\n");
			assertThat(answer(socket)).isEqualTo("+PONG\r\n");
			assertThat(proxy.connections()).isEqualTo(1);
			assertThat(proxy.acceptedConnections()).isEqualTo(1);
			assertThat(proxy.bytesToServer()).isEqualTo(6);
			assertThat(proxy.bytesToClient()).isEqualTo(7);
			assertThat(proxy.bytesForwarded()).isEqualTo(13);
		}
		Awaitility.await().until(() -> proxy.connections() == 0);
	}

	@Test
	void whenDelayedBeyondTheTimeoutThenClientsFailUntilItPasses(RedisProxy proxy) {
		try (UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			client.assertWorks();
			proxy.delay(TIMEOUT.multipliedBy(2));
			assertThat(client.assertFails()).isInstanceOf(RedisCommandTimeoutException.class);
			proxy.pass();
			becomesUsable(client);
		}
	}

	@Test
	void whenDelayedThenEachReplyIsLateAndInOrder(RedisProxy proxy) throws IOException {
		proxy.delay(Duration.ofMillis(120));
		try (Socket socket = connect(proxy)) {
			long begin = System.nanoTime();
			ask(socket, "ECHO a\r\n");
			assertThat(answer(socket)).isEqualTo("$1\r\na\r\n");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(120),
					Duration.ofMillis(500));
			ask(socket, "ECHO b\r\n");
			proxy.pass();
			ask(socket, "ECHO c\r\n");
			byte[] both = socket.getInputStream().readNBytes(14);
			assertThat(new String(both, StandardCharsets.US_ASCII)).isEqualTo("$1\r\nb\r\n$1\r\nc\r\n");
		}
	}

	@Test
	void whenBlackHoledThenConnectionsOpenButNothingIsAnswered(RedisServer server, RedisProxy proxy) {
		try (UnguardedClient connected = UnguardedClient.to(proxy, TIMEOUT);
				UnguardedClient fresh = UnguardedClient.to(proxy, TIMEOUT)) {
			connected.assertWorks();
			proxy.blackHole();
			long forwarded = proxy.bytesForwarded();
			assertThat(connected.assertFails()).isInstanceOf(RedisCommandTimeoutException.class);
			fresh.assertFails();
			assertThat(proxy.acceptedConnections()).isEqualTo(2);
			assertThat(server.totalConnections()).isEqualTo(1);
			assertThat(proxy.bytesForwarded()).isEqualTo(forwarded);
			proxy.pass();
			becomesUsable(connected);
			becomesUsable(fresh);
		}
	}

	@Test
	void whenTheBlackHoleEndsThenWhatWasHeldBackArrives(RedisServer server, RedisProxy proxy) throws IOException {
		try (Socket socket = connect(proxy)) {
			ask(socket, "PING\r\n");
			answer(socket);
			proxy.blackHole();
			ask(socket, "SET key value\r\n");
			socket.setSoTimeout(100);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> answer(socket));
			assertThat(server.command("GET", "key")).isNull();
			proxy.pass();
			socket.setSoTimeout(2000);
			assertThat(answer(socket)).isEqualTo("+OK\r\n");
		}
	}

	@Test
	void whenOnlyNewConnectionsPassThenTheOldOnesDeliverLater(RedisServer server, RedisProxy proxy) throws IOException {
		try (Socket old = connect(proxy)) {
			ask(old, "PING\r\n");
			answer(old);
			proxy.blackHole();
			ask(old, "SET key late\r\n");
			proxy.passNewOnly();
			try (Socket fresh = connect(proxy)) {
				ask(fresh, "SET key early\r\n");
				assertThat(answer(fresh)).isEqualTo("+OK\r\n");
			}
			old.setSoTimeout(100);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> answer(old));
			assertThat(server.command("GET", "key")).isEqualTo("early");
			proxy.pass();
			old.setSoTimeout(2000);
			assertThat(answer(old)).isEqualTo("+OK\r\n");
			assertThat(server.command("GET", "key")).isEqualTo("late");
		}
	}

	@Test
	void whenCutMidReplyThenHalfOfItArrivesAndLaterConnectionsPass(RedisProxy proxy) throws IOException {
		proxy.cutMidReply();
		try (Socket socket = connect(proxy)) {
			ask(socket, "ECHO 12345678\r\n");
			assertThat(answer(socket)).isEqualTo("$8\r\n123");
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> answer(socket))
				.withMessageContaining("reset");
		}
		try (UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			client.assertWorks();
		}
	}

	@Test
	void whenEveryReplyIsCutThenClientsFailUntilItPasses(RedisProxy proxy) {
		try (UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			proxy.cutEveryReply();
			client.assertFails();
			client.assertFails();
			proxy.pass();
			becomesUsable(client);
		}
	}

	@Test
	void whenCutMidReplyThenAClientWithOneConnectionFailsOnce(RedisProxy proxy) {
		try (UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			client.assertWorks();
			proxy.cutMidReply();
			client.assertFails();
			becomesUsable(client);
		}
	}

	@Test
	void whenRefusingThenClientsFailAndThePortIsKept(RedisProxy proxy) {
		int port = proxy.port();
		try (UnguardedClient connected = UnguardedClient.to(proxy, TIMEOUT);
				UnguardedClient fresh = UnguardedClient.to(proxy, TIMEOUT)) {
			connected.assertWorks();
			proxy.refuse();
			assertThat(proxy.connections()).isZero();
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(proxy));
			assertThat(fresh.assertFails()).isInstanceOf(RedisConnectionException.class);
			connected.assertFails();
			proxy.pass();
			assertThat(proxy.port()).isEqualTo(port);
			becomesUsable(connected);
			becomesUsable(fresh);
		}
	}

	@Test
	void whenDroppedThenOnlyNewConnectionsWork(RedisProxy proxy) {
		try (UnguardedClient old = UnguardedClient.to(proxy, TIMEOUT);
				UnguardedClient fresh = UnguardedClient.to(proxy, TIMEOUT)) {
			old.assertWorks();
			proxy.drop();
			assertThat(old.assertFails()).isInstanceOf(RedisCommandTimeoutException.class);
			fresh.assertWorks();
			proxy.pass();
			assertThat(old.assertFails()).isInstanceOf(RedisCommandTimeoutException.class);
			proxy.endDropped();
			becomesUsable(old);
		}
	}

	@Test
	void whenCutThenExistingConnectionsAreResetAndNewOnesPass(RedisProxy proxy) throws IOException {
		try (Socket socket = connect(proxy); UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			ask(socket, "PING\r\n");
			answer(socket);
			proxy.cut();
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> answer(socket))
				.withMessageContaining("reset");
			client.assertWorks();
		}
	}

	@Test
	void whenTheServerIsKilledThenClientsOfTheProxyNotice(RedisServer server, RedisProxy proxy) {
		try (UnguardedClient client = UnguardedClient.to(proxy, TIMEOUT)) {
			client.assertWorks();
			server.kill();
			client.assertFails();
			Awaitility.await().until(() -> proxy.connections() == 0);
			server.startUp();
			becomesUsable(client);
		}
	}

	@Test
	void whenInABlackHoleThenEvenConnectingTimesOut() {
		try (BlackHole hole = BlackHole.open();
				UnguardedClient client = UnguardedClient.to(hole.host(), hole.port(), null, TIMEOUT);
				Socket socket = new Socket()) {
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> socket.connect(new InetSocketAddress(hole.host(), hole.port()), 300));
			assertThat(client.assertFails()).hasStackTraceContaining("connection timed out");
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Socket connect(RedisProxy proxy) throws IOException {
		Socket socket = new Socket(proxy.host(), proxy.port());
		socket.setSoTimeout(2000);
		return socket;
	}

	private static void ask(Socket socket, String inline) throws IOException {
		socket.getOutputStream().write(inline.getBytes(StandardCharsets.US_ASCII));
	}

	private static String answer(Socket socket) throws IOException {
		byte[] buffer = new byte[64];
		InputStream in = socket.getInputStream();
		int length = in.read(buffer);
		return (length < 0) ? "end" : new String(buffer, 0, length, StandardCharsets.US_ASCII);
	}

	private static void becomesUsable(UnguardedClient client) {
		Awaitility.await().pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(() -> {
			client.assertWorks();
			return true;
		});
	}

}
