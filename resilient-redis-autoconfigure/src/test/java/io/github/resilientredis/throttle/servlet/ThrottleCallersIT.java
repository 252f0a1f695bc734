/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.net.http.HttpResponse;

import io.github.resilientredis.cache.CapturedLog;
import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom limits are counted for over real HTTP, around Spring Security; and annotated
 * methods behind it.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleCallersIT {

	@Test
	void usersAreCountedOneByOneAndOthersByAddress(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.user.rate=2/1h", "limits.user.key=user",
				"limits.user.paths=/open/**,/private/**")) {
			assertThat(remaining(node.get("/private/page", HttpNode.as("alice")))).isEqualTo(1);
			assertThat(remaining(node.get("/private/page", HttpNode.as("bob")))).isEqualTo(1);
			assertThat(remaining(node.get("/open/page"))).isEqualTo(1);
			assertThat(remaining(node.get("/open/page", HttpNode.as("alice")))).isZero();
			assertThat(node.get("/private/page", HttpNode.as("alice")).statusCode()).isEqualTo(429);
			assertThat(node.get("/private/page", HttpNode.as("bob")).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void addressesAreCountedBeforeSpringSecurityAndUsersAfterIt(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.ip.rate=2/1h", "limits.ip.paths=/private/**",
				"limits.user.rate=9/1h", "limits.user.key=user", "limits.user.paths=/private/**")) {
			HttpResponse<String> unknown = node.get("/private/page");
			assertThat(unknown.statusCode()).isEqualTo(401);
			assertThat(header(unknown, "RateLimit")).startsWith("\"ip\";r=1;").doesNotContain("user");
			HttpResponse<String> wrong = node.get("/private/page", HttpNode.as("mallory"));
			assertThat(wrong.statusCode()).isEqualTo(401);
			assertThat(node.get("/private/page", HttpNode.as("alice")).statusCode()).isEqualTo(429);
		}
	}

	@Test
	void theOrderFollowsThatOfSpringSecurity(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "/spring.security.filter.order=-500", "limits.ip.rate=9/1h",
				"limits.ip.paths=/private/**", "limits.user.rate=9/1h", "limits.user.key=user",
				"limits.user.paths=/private/**")) {
			assertThat(header(node.get("/private/page"), "RateLimit")).startsWith("\"ip\";r=8;");
			assertThat(header(node.get("/private/page", HttpNode.as("alice")), "RateLimit")).contains("\"ip\";r=7;",
					"\"user\";r=8;");
			assertThat(header(node.get("/private/page", HttpNode.as("bob")), "RateLimit")).contains("\"user\";r=8;");
		}
	}

	@Test
	void headersAreCountedBeforeSpringSecurityAndWithTheAddressIfAsked(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.tenant.rate=2/1h", "limits.tenant.key=ip + header:X-Tenant",
				"limits.tenant.paths=/private/**")) {
			assertThat(remaining(node.get("/private/page", "X-Tenant", "a"))).isEqualTo(1);
			assertThat(remaining(node.get("/private/page", "x-tenant", "a"))).isZero();
			assertThat(remaining(node.get("/private/page", "X-Tenant", "b"))).isEqualTo(1);
			assertThat(remaining(node.get("/private/page"))).isEqualTo(1);
			assertThat(server.command("KEYS", "*tenant*")).asString().doesNotContain("header:a");
		}
	}

	@Test
	void sessionsAreCountedAndNeverMade(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.session.rate=2/1h", "limits.session.key=session",
				"limits.session.paths=/open/**")) {
			HttpResponse<String> without = node.get("/open/page");
			assertThat(remaining(without)).isEqualTo(1);
			assertThat(without.headers().firstValue("Set-Cookie")).isEmpty();
			String cookie = header(node.get("/session"), "Set-Cookie").split(";")[0];
			assertThat(cookie).startsWith("SESSION=");
			assertThat(remaining(node.get("/open/page", "Cookie", cookie))).isEqualTo(1);
			assertThat(remaining(node.get("/open/page", "Cookie", "SESSION=forged"))).isZero();
		}
	}

	@Test
	void expressionsAndBeansNameTheCallerOrTheAddressDoes(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.bean.rate=2/1h", "limits.bean.key=@tenant",
				"limits.bean.paths=/open/bean", "limits.spel.rate=2/1h",
				"limits.spel.key=#request.getParameter('tenant')?.substring(3)", "limits.spel.paths=/open/spel");
				CapturedLog log = new CapturedLog()) {
			for (String path : new String[] { "/open/bean", "/open/spel" }) {
				assertThat(remaining(node.get(path + "?tenant=12345"))).isEqualTo(1);
				assertThat(remaining(node.get(path + "?tenant=12345"))).isZero();
				assertThat(remaining(node.get(path + "?tenant=67890"))).isEqualTo(1);
				assertThat(remaining(node.get(path))).isEqualTo(1);
			}
			assertThat(remaining(node.get("/open/spel?tenant=" + "%C3%A4%00%0D%0A".repeat(400)))).isEqualTo(1);
			assertThat(remaining(node.get("/open/spel?tenant=x"))).isZero();
			assertThat(node.get("/open/spel?tenant=x").statusCode()).isEqualTo(429);
			assertThat(remaining(node.get("/open/bean?tenant=fail"))).isZero();
			assertThat(node.get("/open/bean?tenant=fail").statusCode()).isEqualTo(429);
			assertThat(log.lines("could not be found out")).hasSize(2).noneMatch((line) -> line.contains("hostile"));
		}
	}

	@Test
	void anAnnotatedMethodIsCountedForItsKeyAndTheLimitsOwn(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "/server.forward-headers-strategy=framework",
				"limits.login.rate=2/1h", "limits.login.key=ip")) {
			assertThat(remaining(login(node, "a", "198.51.100.1"))).isEqualTo(1);
			assertThat(remaining(login(node, "b", "198.51.100.1"))).isEqualTo(1);
			assertThat(remaining(login(node, "a", "198.51.100.2"))).isEqualTo(1);
			assertThat(remaining(login(node, "a", "198.51.100.1"))).isZero();
			HttpResponse<String> rejected = login(node, "a", "198.51.100.1");
			assertThat(rejected.statusCode()).isEqualTo(429);
			assertThat(rejected.body()).contains("#quota-exceeded", "\"violated-policies\":[\"login\"]");
			assertThat(header(rejected, "Content-Type")).isEqualTo("application/problem+json");
			assertThat(header(rejected, "Retry-After")).isNotEmpty();
			assertThat(header(rejected, "RateLimit")).startsWith("\"login\";r=0;t=");
			HttpResponse<String> page = node.get("/login?user=a", "X-Forwarded-For", "198.51.100.1", "Accept",
					"text/html");
			assertThat(page.statusCode()).isEqualTo(429);
			assertThat(header(page, "Content-Type")).startsWith("text/html");
		}
	}

	@Test
	void anAnnotatedMethodIsCountedForItsKeyAloneIfTheLimitHasNone(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "/server.forward-headers-strategy=framework",
				"limits.login.rate=2/1h", "limits.login.exempt-addresses=203.0.113.9")) {
			assertThat(remaining(login(node, "a", "198.51.100.1"))).isEqualTo(1);
			assertThat(remaining(login(node, "a", "198.51.100.2"))).isZero();
			assertThat(login(node, "a", "198.51.100.3").statusCode()).isEqualTo(429);
			assertThat(login(node, "a", "203.0.113.9").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whatIsThrownAsynchronouslyIsAnsweredToo(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.named.rate=1/1h")) {
			assertThat(node.get("/later?user=a").statusCode()).isEqualTo(200);
			HttpResponse<String> rejected = node.get("/later?user=a");
			assertThat(rejected.statusCode()).isEqualTo(429);
			assertThat(header(rejected, "RateLimit")).startsWith("\"named\";r=0;t=");
			assertThat(node.get("/later?user=b").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whatIsThrownOutsideOfSpringMvcIsAnsweredToo(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.named.rate=1/1h")) {
			assertThat(node.get("/plain?user=a").body()).isEqualTo("begun hello");
			HttpResponse<String> rejected = node.get("/plain?user=a");
			assertThat(rejected.statusCode()).isEqualTo(429);
			assertThat(header(rejected, "Content-Type")).startsWith("application/problem+json");
			assertThat(rejected.body()).startsWith("{\"type\":").endsWith("}");
			assertThat(header(rejected, "RateLimit")).startsWith("\"named\";r=0;t=");
		}
	}

	private static HttpResponse<String> login(HttpNode node, String user, String address) {
		return node.get("/login?user=" + user, "X-Forwarded-For", address);
	}

	private static long remaining(HttpResponse<String> response) {
		String header = header(response, "RateLimit");
		assertThat(header).as("RateLimit with status " + response.statusCode()).contains(";r=");
		return Long.parseLong(header.split(";")[1].substring("r=".length()));
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
