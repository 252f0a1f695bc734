/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.time.Duration;

import io.github.resilientredis.cache.NearLevel.Entry;
import io.github.resilientredis.cache.NearLevel.Stamp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The near level by itself.
 */
class NearLevelTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final FakeTicker ticker = new FakeTicker();

	private final NearLevel near = new NearLevel(new NearLevelSettings(true, 100, Duration.ofSeconds(60)),
			Duration.ZERO, new Jitter(0), this.ticker);

	@Test
	void fillIsServed() {
		this.near.fill("key", "value", null, this.near.stamp("key"));
		assertThat(this.near.get("key")).isEqualTo("value");
	}

	@Test
	void fillThatRacedAnEvictionIsDropped() {
		Stamp stamp = this.near.stamp("key");
		this.near.remove("key");
		this.near.fill("key", "old", null, stamp);
		assertThat(this.near.get("key")).isNull();
	}

	@Test
	void fillThatRacedAClearIsDropped() {
		Stamp stamp = this.near.stamp("key");
		this.near.clear();
		this.near.fill("key", "old", null, stamp);
		assertThat(this.near.get("key")).isNull();
	}

	@Test
	void fillThatRacedAPutIsDropped() {
		Stamp stamp = this.near.stamp("key");
		this.near.put("key", "new", null);
		this.near.fill("key", "old", null, stamp);
		assertThat(this.near.get("key")).isEqualTo("new");
	}

	@Test
	void fillFromBeforeRedisHadThePutIsDropped() {
		Entry entry = this.near.put("key", "new", null);
		Stamp stamp = this.near.stamp("key");
		this.near.confirm("key", entry);
		this.near.fill("key", "old", null, stamp);
		assertThat(this.near.get("key")).isEqualTo("new");
	}

	@Test
	void putsThatOverlappedAreForgottenWhenRedisHasThem() {
		Entry mine = this.near.put("key", "mine", null);
		this.near.put("key", "other", null);
		this.near.confirm("key", mine);
		assertThat(this.near.get("key")).isNull();
	}

	@Test
	void confirmedPutIsServed() {
		this.near.confirm("key", this.near.put("key", "mine", null));
		assertThat(this.near.get("key")).isEqualTo("mine");
	}

	@Test
	void lifeInRedisIsCountedFromTheMomentItWasAsked() {
		Stamp stamp = this.near.stamp("key");
		this.ticker.advance(Duration.ofMillis(400));
		this.near.fill("key", "value", SECOND, stamp);
		this.ticker.advance(Duration.ofMillis(599));
		assertThat(this.near.get("key")).isEqualTo("value");
		this.ticker.advance(Duration.ofMillis(1));
		assertThat(this.near.get("key")).isNull();
	}

	@Test
	void fillThatCameTooLateIsNotServed() {
		Stamp stamp = this.near.stamp("key");
		this.ticker.advance(SECOND);
		this.near.fill("key", "value", SECOND, stamp);
		assertThat(this.near.get("key")).isNull();
	}

	@Test
	void entryThatLivesForEverInRedisLivesForItsTimeHere() {
		this.near.fill("key", "value", null, this.near.stamp("key"));
		this.near.put("other", "value", Duration.ofSeconds(Long.MAX_VALUE));
		this.ticker.advance(Duration.ofSeconds(60).minusNanos(1));
		assertThat(this.near.get("key")).isNotNull();
		assertThat(this.near.get("other")).isNotNull();
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(this.near.get("key")).isNull();
		assertThat(this.near.get("other")).isNull();
	}

	@Test
	void replacedEntryHasALifeOfItsOwn() {
		this.near.put("key", "short", SECOND);
		this.near.put("key", "long", Duration.ofSeconds(10));
		this.ticker.advance(Duration.ofSeconds(5));
		assertThat(this.near.get("key")).isEqualTo("long");
	}

	@Test
	void sizeIsBounded() {
		for (int i = 0; i < 10_000; i++) {
			this.near.put("key" + i, i, null);
		}
		// Caffeine makes room in the background.
		Awaitility.await().until(this.near::estimatedSize, (size) -> size <= 100);
		assertThat(this.near.evictions()).isGreaterThanOrEqualTo(9_900);
	}

	@Test
	void removeAndClearTellWhetherThereWasAValue() {
		this.near.put("key", "value", null);
		assertThat(this.near.remove("key")).isTrue();
		assertThat(this.near.remove("key")).isFalse();
		assertThat(this.near.clear()).isFalse();
		this.near.put("key", "value", null);
		assertThat(this.near.clear()).isTrue();
	}

	@Test
	void livesAreShortenedByTheJitter() {
		NearLevel jittered = new NearLevel(new NearLevelSettings(true, 100, Duration.ofSeconds(60)), Duration.ZERO,
				new Jitter(0.5, () -> 0.5), this.ticker);
		jittered.put("key", "value", null);
		jittered.fill("other", "value", null, jittered.stamp("other"));
		this.ticker.advance(Duration.ofSeconds(45).minusNanos(1));
		assertThat(jittered.get("key")).isNotNull();
		assertThat(jittered.get("other")).isNotNull();
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(jittered.get("key")).isNull();
		assertThat(jittered.get("other")).isNull();
	}

}
