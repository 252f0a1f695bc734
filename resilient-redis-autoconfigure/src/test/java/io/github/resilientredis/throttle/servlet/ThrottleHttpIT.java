/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import java.net.http.HttpResponse;
import java.util.List;

import io.github.resilientredis.testkit.RedisKitExtension;
import io.github.resilientredis.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client gets from a limit over real HTTP.
 */
@ExtendWith(RedisKitExtension.class)
class ThrottleHttpIT {

	private static final String HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@Test
	void admittedAndRejectedAnswersSayWhatIsLeft(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=2/1h", "limits.open.paths=/open/**")) {
			HttpResponse<String> first = node.get("/open/page");
			assertThat(first.statusCode()).isEqualTo(200);
			assertThat(first.headers().allValues("RateLimit-Policy")).containsExactly("\"open\";q=2;w=3600");
			assertThat(header(first, "RateLimit")).startsWith("\"open\";r=1;t=");
			assertThat(first.headers().firstValue("Retry-After")).isEmpty();
			node.get("/open/page");
			HttpResponse<String> rejected = node.get("/open/page");
			assertThat(rejected.statusCode()).isEqualTo(429);
			assertThat(header(rejected, "Content-Type")).isEqualTo("application/problem+json");
			assertThat(header(rejected, "RateLimit-Policy")).isEqualTo("\"open\";q=2;w=3600");
			long seconds = Long.parseLong(header(rejected, "Retry-After"));
			assertThat(seconds).isBetween(1700L, 1800L);
			assertThat(header(rejected, "RateLimit")).isEqualTo("\"open\";r=0;t=" + seconds);
			assertThat(rejected.body())
				.isEqualTo("{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
						+ "\"title\":\"Too many requests\",\"status\":429,\"detail\":\"The limit is used up. Try again in "
						+ seconds + " seconds.\",\"violated-policies\":[\"open\"]}");
		}
	}

	@Test
	void aBrowserGetsTheErrorPageOfTheApplication(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=1/1h", "limits.open.paths=/open/**")) {
			node.get("/open/page");
			HttpResponse<String> page = node.get("/open/page", "Accept", HTML);
			assertThat(page.statusCode()).isEqualTo(429);
			assertThat(header(page, "Content-Type")).startsWith("text/html");
			assertThat(page.body()).contains("Whitelabel Error Page");
			assertThat(header(page, "Retry-After")).isNotEmpty();
			assertThat(header(page, "RateLimit")).startsWith("\"open\";r=0;t=");
			for (String accept : List.of("*/*", "application/json", "text/html;q=0.5, application/json", "text/",
					";;")) {
				assertThat(header(node.get("/open/page", "Accept", accept), "Content-Type")).as(accept)
					.isEqualTo("application/problem+json");
			}
		}
	}

	@Test
	void aForgedForwardedHeaderChangesNothing(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=1/1h", "limits.open.paths=/open/**")) {
			assertThat(node.get("/open/page", "X-Forwarded-For", "198.51.100.1").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page", "X-Forwarded-For", "198.51.100.2").statusCode()).isEqualTo(429);
			assertThat(node.get("/open/page", "Forwarded", "for=198.51.100.3").statusCode()).isEqualTo(429);
		}
	}

	@Test
	void whereSpringReadsForwardedHeadersThenItsAddressCounts(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=1/1h", "limits.open.paths=/open/**",
				"limits.open.exempt-addresses=203.0.113.0/24", "/server.forward-headers-strategy=framework")) {
			assertThat(node.get("/open/page", "X-Forwarded-For", "198.51.100.1").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page", "X-Forwarded-For", "198.51.100.2").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page", "X-Forwarded-For", "198.51.100.2").statusCode()).isEqualTo(429);
			assertThat(node.get("/open/page", "X-Forwarded-For", "2001:db8:0:1::1").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page", "X-Forwarded-For", "2001:db8:0:1:ffff::2").statusCode()).isEqualTo(429);
			assertThat(node.get("/open/page", "Forwarded", "for=\"[2001:db8:0:1::3]:4711\"").statusCode())
				.isEqualTo(429);
			assertThat(node.get("/open/page", "X-Forwarded-For", "2001:db8:0:2::1").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page", "X-Forwarded-For", "203.0.113.9").headers().map())
				.doesNotContainKey("ratelimit");
		}
	}

	@Test
	void anotherSpellingOfThePathIsNoWayOut(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=1/1h", "limits.open.paths=/open/page")) {
			assertThat(node.get("/open/page").statusCode()).isEqualTo(200);
			for (String path : List.of("/open/page", "/open/page/", "/open/p%61ge", "/open/page;a=b", "/open/./page",
					"/open/x/../page", "//open/page", "/open/x;a/../page")) {
				assertThat(node.get(path).statusCode()).as(path).isEqualTo(429);
			}
			assertThat(node.get("/open/pages").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void exemptPathsAndAddressesAndOtherMethodsAreNotCounted(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "exempt-paths=/open/health", "limits.open.rate=1/1h",
				"limits.open.paths=/open/**", "limits.open.methods=post,get",
				"limits.open.exempt-paths=/open/static/**", "limits.local.rate=1/1h", "limits.local.paths=/**",
				"limits.local.exempt-addresses=127.0.0.0/8")) {
			for (String path : List.of("/open/health", "/open/static/a", "/failing")) {
				assertThat(node.get(path).headers().map()).as(path).doesNotContainKey("ratelimit");
			}
			assertThat(node.send("PUT", "/open/page").headers().map()).doesNotContainKey("ratelimit");
			assertThat(node.send("POST", "/open/page").statusCode()).isEqualTo(200);
			assertThat(node.get("/open/page").statusCode()).isEqualTo(429);
			assertThat(node.send("HEAD", "/open/page").statusCode()).isEqualTo(429);
			assertThat(node.get("/open/static/../page").statusCode()).isEqualTo(429);
		}
	}

	@Test
	void thePreflightOfCorsIsNotCountedUnlessItIsAsked(RedisServer server) {
		String[] preflight = { "Origin", "https://example.org", "Access-Control-Request-Method", "POST" };
		try (HttpNode node = HttpNode.start(server, "limits.all.rate=100/1h", "limits.all.paths=/open/all",
				"limits.options.rate=100/1h", "limits.options.paths=/open/options", "limits.options.methods=OPTIONS")) {
			assertThat(node.send("OPTIONS", "/open/all", preflight).headers().map()).doesNotContainKey("ratelimit");
			assertThat(header(node.send("OPTIONS", "/open/all"), "RateLimit")).contains("r=99");
			assertThat(header(node.send("OPTIONS", "/open/options", preflight), "RateLimit")).contains("r=99");
		}
	}

	@Test
	void errorAndAsynchronousDispatchesAreCountedOnce(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.all.rate=100/1h", "limits.all.paths=/**",
				"limits.user.rate=100/1h", "limits.user.paths=/**", "limits.user.key=user", "limits.named.rate=9/1h")) {
			node.get("/failing");
			node.get("/later?user=x");
			assertThat(header(node.get("/open/page"), "RateLimit")).contains("\"all\";r=97;", "\"user\";r=97;");
		}
	}

	@Test
	void aShadowLimitCountsAndLetsPass(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=1/1h", "limits.open.paths=/open/**",
				"limits.open.shadow=true")) {
			node.get("/open/page");
			HttpResponse<String> beyond = node.get("/open/page");
			assertThat(beyond.statusCode()).isEqualTo(200);
			assertThat(header(beyond, "RateLimit")).startsWith("\"open\";r=0;");
		}
	}

	@Test
	void aCostTakesMoreThanOne(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rate=5/1h", "limits.open.cost=3",
				"limits.open.paths=/open/**", "limits.bulk.rate=10/1h")) {
			assertThat(header(node.get("/open/page"), "RateLimit")).startsWith("\"open\";r=2;");
			assertThat(node.get("/open/page").statusCode()).isEqualTo(429);
			assertThat(header(node.get("/bulk?size=7"), "RateLimit")).startsWith("\"bulk\";r=3;");
			assertThat(node.get("/bulk?size=4").statusCode()).isEqualTo(429);
			assertThat(header(node.get("/bulk?size=-5"), "RateLimit")).startsWith("\"bulk\";r=2;");
		}
	}

	@Test
	void severalRatesAndLimitsAreOneListAlsoFromBothFilters(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "limits.open.rates=2/1m,100/1h", "limits.open.paths=/open/**",
				"limits.fine.rate=900/500ms", "limits.fine.key=user", "limits.fine.paths=/open/**")) {
			HttpResponse<String> response = node.get("/open/page");
			assertThat(response.headers().allValues("RateLimit-Policy"))
				.containsExactly("\"open\";q=2;w=60, \"open-2\";q=100;w=3600, \"fine\";q=900;w=1");
			assertThat(response.headers().allValues("RateLimit")).hasSize(1);
			assertThat(header(response, "RateLimit")).matches("\"open\";r=1;t=\\d+, \"fine\";r=899;t=\\d+");
			node.get("/open/page");
			assertThat(node.get("/open/page").body()).contains("\"violated-policies\":[\"open\"]");
		}
	}

	@Test
	void withoutHeadersThereIsStillRetryAfterAndPathsAreWithinTheApplication(RedisServer server) {
		try (HttpNode node = HttpNode.start(server, "/server.servlet.context-path=/app", "headers=false",
				"limits.open.rate=1/1h", "limits.open.paths=/open/**")) {
			assertThat(node.get("/app/open/page").statusCode()).isEqualTo(200);
			HttpResponse<String> rejected = node.get("/app/open/page");
			assertThat(rejected.statusCode()).isEqualTo(429);
			assertThat(header(rejected, "Retry-After")).isNotEmpty();
			assertThat(rejected.headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
		}
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
