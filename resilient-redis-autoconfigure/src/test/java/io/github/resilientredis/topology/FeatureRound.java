/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.cache.ResilientCache;
import io.github.resilientredis.session.ResilientSession;
import io.github.resilientredis.session.ResilientSessionRepository;
import io.github.resilientredis.throttle.ThrottleSource;
import io.github.resilientredis.token.TokenStatus;
import io.github.resilientredis.user.NewUser;
import io.github.resilientredis.user.UserProfile;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses every feature once on one node and looks at it from another, which is what shows
 * that it went through Redis.
 */
final class FeatureRound {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final FeatureNode here;

	private final FeatureNode there;

	private final Topology redis;

	FeatureRound(FeatureNode here, FeatureNode there, Topology redis) {
		this.here = here;
		this.there = there;
		this.redis = redis;
	}

	void run() {
		assertThat(this.redis.isMarked()).as("marker").isTrue();
		cache();
		sessions();
		throttle();
		users();
		tokens();
		writes();
		assertThat(this.here.health().getDetails()).containsEntry("state", "AVAILABLE");
		assertThat(this.here.journal().status().records()).as("records that wait for Redis").isZero();
	}

	private void cache() {
		ResilientCache mine = this.here.cache("rates");
		ResilientCache theirs = this.there.cache("rates");
		mine.put("EUR", "1.00");
		assertThat(this.redis.holds("rates::EUR")).isTrue();
		assertThat(theirs.get("EUR", String.class)).isEqualTo("1.00");
		long near = theirs.getStatistics().reads().nearHits();
		// In memory from then on for a minute, if nobody says that it has changed. What
		// is
		// put just after another node has come in a Cluster is removed again, to be safe.
		Awaitility.await().atMost(SOON).until(() -> {
			if (theirs.get("EUR") == null) {
				mine.put("EUR", "1.00");
			}
			return theirs.getStatistics().reads().nearHits() > near;
		});
		mine.put("EUR", "1.01");
		Awaitility.await().atMost(SOON).until(() -> "1.01".equals(theirs.get("EUR", String.class)));
		mine.evict("EUR");
		Awaitility.await().atMost(SOON).until(() -> theirs.get("EUR") == null);
		assertThat(this.redis.holds("rates::EUR")).isFalse();
		mine.putAll(Map.of("USD", "1.1", "GBP", "0.9", "JPY", "160"));
		assertThat(theirs.getAll(List.of("USD", "GBP", "JPY", "CHF"))).containsOnlyKeys("USD", "GBP", "JPY");
		mine.clear();
		assertThat(this.redis.holds("rates::USD")).isFalse();
	}

	private void sessions() {
		ResilientSessionRepository mine = this.here.sessions();
		ResilientSessionRepository theirs = this.there.sessions();
		ResilientSession session = mine.createSession();
		session.setAttribute("name", "ada");
		mine.save(session);
		assertThat(this.redis.holds("spring:session:sessions:" + session.getId())).isTrue();
		ResilientSession found = theirs.findById(session.getId());
		assertThat(found).isNotNull();
		assertThat(found.<String>getAttribute("name")).isEqualTo("ada");
		String next = found.changeSessionId();
		theirs.save(found);
		assertThat(mine.findById(session.getId())).isNull();
		assertThat(mine.findById(next)).isNotNull();
		mine.deleteById(next);
		assertThat(theirs.findById(next)).isNull();
		assertThat(this.redis.holds("spring:session:sessions:" + next)).isFalse();
	}

	private void throttle() {
		assertThat(this.here.throttle().tryAcquire(FeatureNode.LIMIT, "ada").source()).isEqualTo(ThrottleSource.REDIS);
		assertThat(this.redis.holds("resilient-redis:throttle:" + FeatureNode.LIMIT + ":ada")).isTrue();
		assertThat(this.here.throttle().tryAcquire("leased", "ada").isAdmitted()).isTrue();
	}

	private void users() {
		UserProfile ada = this.here.users().register(NewUser.of("ada@example.org", "Ada"));
		assertThat(this.redis.holds("user:" + ada.id() + ":profile")).isTrue();
		assertThat(this.redis.holds("email:ada@example.org:userId")).isTrue();
		assertThat(this.there.users().getByEmail("ada@example.org")).map(UserProfile::id).contains(ada.id());
		assertThat(this.there.users().updatePlan(ada.id(), "plus").plan()).isEqualTo("plus");
		this.here.users().changeEmail(ada.id(), "lovelace@example.org");
		assertThat(this.here.users().page(null, 10).users()).isNotNull();
		this.here.users().delete(ada.id());
		assertThat(this.there.users().getByEmail("lovelace@example.org")).isEmpty();
	}

	private void tokens() {
		Instant later = Instant.now().plusSeconds(600);
		this.here.tokens().revoke("token", later);
		this.here.tokens().revokeAll("mallory", Instant.now());
		assertThat(this.redis.holds("resilient-redis:revoked")).isTrue();
		Awaitility.await()
			.atMost(SOON)
			.until(() -> this.there.tokens().isRevoked("token", null, null)
					&& this.there.tokens().isRevoked("other", "mallory", Instant.now().minusSeconds(60)));
		assertThat(this.there.tokens().check("other", "ada", Instant.now())).isEqualTo(TokenStatus.ACCEPTED);
	}

	private void writes() {
		this.here.write("first", "x");
		assertThat(this.redis.holds(FeatureNode.WRITTEN + "first")).isTrue();
	}

}
