/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.resilientredis.testkit.BlackHole;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisProxy;
import io.github.resilientredis.testkit.RedisServer;
import io.github.resilientredis.testkit.TwoMasters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports on real servers, most of them broken in one way.
 */
@ExtendWith(RedisKitExtension.class)
class RedisDiagnosisIT {

	@Test
	void aServerWithoutFindingsIsReportedAsSuch() {
		try (RedisServer server = RedisServer.builder().config("appendonly", "yes").start()) {
			addUser(server, "+@all -@admin -@dangerous +info +client +config|get +slowlog +acl|whoami +acl|getuser");
			DiagnosisReport report = Diagnosed.server(server.port(), "app", "s3cret", Diagnosed.SETTINGS);
			Golden.assertThatReportIs("sound", report);
			assertThat(report.exitCode()).isZero();
			assertThat(server.command("DBSIZE")).as("keys that were left behind").isEqualTo(0L);
		}
	}

	@Test
	void aServerWithoutPasswordThatOthersCanReach() {
		try (RedisServer server = RedisServer.builder()
			.config("bind", "0.0.0.0")
			.config("protected-mode", "no")
			.start()) {
			assertGolden("open", server);
		}
	}

	@Test
	void aServerThatEvictsSessions() {
		try (RedisServer server = RedisServer.builder().config("maxmemory-policy", "allkeys-lru").start()) {
			assertGolden("evicting", server);
		}
	}

	@Test
	void aServerThatForgets(RedisServer server) {
		assertGolden("forgetful", server);
	}

	@Test
	void aServerWhoseMemoryIsNearlyFull(RedisServer server) {
		long used = Long
			.parseLong(String.valueOf(server.command("INFO", "memory")).replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
		server.command("CONFIG", "SET", "maxmemory", String.valueOf(used * 100 / 85));
		DiagnosisReport report = Diagnosed.server(server);
		assertThat(ids(report)).contains("memory");
		assertThat(what(report, "memory")).matches("(8[1-9]|9\\d|100) % of the memory of 127.0.0.1:\\d+ are used .*");
		assertThat(report.exitCode()).isEqualTo(1);
	}

	@Test
	void aServerWhoseConnectionsAreNearlyUsedUp() throws IOException {
		List<Socket> clients = new ArrayList<>();
		try (RedisServer server = RedisServer.start()) {
			server.command("CONFIG", "SET", "maxclients", "20");
			for (int i = 0; i < 15; i++) {
				Socket socket = new Socket();
				clients.add(socket);
				socket.connect(new InetSocketAddress(server.host(), server.port()), 1000);
			}
			assertGolden("crowded", server);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	@Test
	void aReplicaThatLostItsMaster(RedisServer server) {
		server.makeReadOnly();
		assertGolden("orphaned", server);
	}

	@Test
	void aUserWhoMayAskForNothing(RedisServer server) {
		addUser(server, "+@all -@dangerous -@admin -scan -acl");
		DiagnosisReport report = Diagnosed.server(server.port(), "app", "s3cret", Diagnosed.SETTINGS);
		Golden.assertThatReportIs("restricted", report);
		assertThat(report.exitCode()).isZero();
	}

	@Test
	void aUserWhoMayNotWriteTheApplicationsKeys(RedisServer server) {
		server.command("ACL", "SETUSER", "app", "on", ">s3cret", "~other:*", "+@all");
		DiagnosisReport report = Diagnosed.server(server.port(), "app", "s3cret", Diagnosed.SETTINGS);
		assertThat(ids(report)).contains("cache-round-trip", "session-round-trip");
		assertThat(what(report, "cache-round-trip")).contains("SET: not permitted to this user");
	}

	@Test
	void keysThatNeverGoAway(RedisServer server) {
		server.command("SET", "rates::EUR", "1");
		server.command("SET", "rates::USD", "1", "EX", "100");
		server.command("HSET", "spring:session:sessions:1", "creationTime", "1");
		server.command("SET", "elsewhere", "1");
		assertGolden("everlasting", server);
		assertThat(server.command("DBSIZE")).isEqualTo(4L);
	}

	@Test
	void aServerThatHangs(RedisServer server) {
		server.hang();
		long begin = System.nanoTime();
		DiagnosisReport report = Diagnosed.server(server);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
		Golden.assertThatReportIs("hung", report);
		assertThat(report.exitCode()).isEqualTo(2);
	}

	@Test
	void aServerThatIsNotThere() {
		try (RedisServer server = RedisServer.builder().prepare()) {
			DiagnosisReport report = Diagnosed.server(server);
			Golden.assertThatReportIs("absent", report);
			assertThat(report.exitCode()).isEqualTo(2);
		}
	}

	@Test
	void aPasswordThatIsWrongIsNeitherAcceptedNorShown(RedisServer server) {
		server.requirePassword("right");
		DiagnosisReport report = Diagnosed.server(server.port(), null, "s3cret", Diagnosed.SETTINGS);
		assertThat(report.exitCode()).isEqualTo(2);
		assertThat(report.toText(false, true) + report.toJson()).doesNotContain("s3cret", "right ");
	}

	@Test
	void behindABlackHoleTheDiagnosisEndsInTime() {
		try (BlackHole hole = BlackHole.open()) {
			long begin = System.nanoTime();
			DiagnosisReport report = Diagnosed.server(hole.port(), null, null, Diagnosed.within(Duration.ofSeconds(2)));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
			assertThat(report.exitCode()).isEqualTo(2);
		}
	}

	@Test
	void whenTheServerHangsHalfwayThenItIsNotAskedOnAndOn(RedisServer server) {
		Diagnosed.with(new RedisStandaloneConfiguration(server.host(), server.port()), (factory) -> {
			Unanswered unanswered = new Unanswered();
			Node node = node(new Access(factory, Checked.TARGET, Diagnosed.SETTINGS,
					new Deadline(Duration.ofSeconds(15), System::nanoTime)));
			assertThat(node.ask("PING").text()).isEqualTo("PONG");
			server.hang();
			long begin = System.nanoTime();
			NodeFacts facts = new NodeProbe(Diagnosed.SETTINGS, Checked.TARGET, Clock.systemUTC(), unanswered)
				.ask(node);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
			assertThat(facts.latency()).isNull();
			assertThat(unanswered.list()).extracting(Facts.Unasked::question)
				.contains("INFO", "CONFIG GET", "SLOWLOG", "TIME", "SCAN");
			return server;
		});
	}

	private static Node node(Access access) {
		try {
			return access.open();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void slowAnswersAreAFinding(RedisServer server) {
		try (RedisProxy proxy = RedisProxy.to(server)) {
			proxy.delay(Duration.ofMillis(30));
			DiagnosisSettings s = Diagnosed.SETTINGS;
			DiagnosisReport report = Diagnosed.server(proxy.port(), null, null,
					new DiagnosisSettings(Duration.ofMillis(50), s.deadline(), s.keyPrefix(), false, s.cache(),
							s.sessions(), s.tokens(), 0, s.configuration()));
			assertThat(ids(report)).contains("latency");
		}
	}

	@Test
	void furtherConnectionsAreReallyOpened(RedisServer server) {
		long before = server.totalConnections();
		DiagnosisReport report = Diagnosed.server(server.port(), null, null, Diagnosed.connecting(5));
		assertThat(server.totalConnections() - before).isEqualTo(6);
		assertThat(facts(report).connectMillis()).hasSize(5);
	}

	@Test
	void eachMasterOfAClusterIsAsked() {
		try (TwoMasters cluster = TwoMasters.start()) {
			cluster.masters().forEach((server) -> server.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lfu"));
			DiagnosisReport report = Diagnosed.cluster(cluster.nodes());
			assertThat(facts(report).nodes()).extracting(NodeFacts::address)
				.containsExactlyInAnyOrder(cluster.nodes().split(","));
			assertThat(ids(report)).containsOnlyOnce("dangerous-commands").filteredOn("eviction"::equals).hasSize(2);
			assertThat(facts(report).cache()).matches((trip) -> trip != null && trip.works());
			assertThat(facts(report).session()).matches((trip) -> trip != null && trip.works());
		}
	}

	private static Facts facts(DiagnosisReport report) {
		return Objects.requireNonNull(report.facts());
	}

	private static void addUser(RedisServer server, String commands) {
		List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", "app", "on", ">s3cret", "~*", "&*"));
		words.addAll(List.of(commands.split(" ")));
		server.command(words.toArray(String[]::new));
		server.requirePassword("another");
	}

	private static void assertGolden(String name, RedisServer server) {
		DiagnosisReport report = Diagnosed.server(server);
		Golden.assertThatReportIs(name, report);
		assertThat(report.exitCode()).isEqualTo(1);
	}

	private static List<String> ids(DiagnosisReport report) {
		return report.findings().stream().map((finding) -> finding.kind().id()).toList();
	}

	private static String what(DiagnosisReport report, String id) {
		return report.findings()
			.stream()
			.filter((finding) -> finding.kind().id().equals(id))
			.findFirst()
			.orElseThrow()
			.what();
	}

}
