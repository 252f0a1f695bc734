/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/**
 * An application's class that uses all of Spring's cache annotations. Every result holds
 * the number of the invocation that made it.
 */
class AnnotatedRates {

	private final AtomicInteger invocations = new AtomicInteger();

	int invocations() {
		return this.invocations.get();
	}

	private String next(String key) {
		String result = key + " #" + this.invocations.incrementAndGet();
		if (key.startsWith("fail")) {
			throw new NoRateException(result);
		}
		return result;
	}

	@Cacheable("rates")
	public String plain(String key) {
		return next(key);
	}

	@Cacheable(cacheNames = "rates", sync = true)
	public String synchronous(String key) {
		return next(key);
	}

	@Cacheable(cacheNames = "rates", key = "#p0.toUpperCase() + '-' + #p1")
	public String keyed(String key, int day) {
		return next(key);
	}

	@Cacheable(cacheNames = "rates", keyGenerator = "lengths")
	public String generated(String key) {
		return next(key);
	}

	@Cacheable(cacheResolver = "perCurrency")
	public String resolved(String key) {
		return next(key);
	}

	@Cacheable(cacheNames = "rates", condition = "#p0.length() == 3")
	public String conditional(String key) {
		return next(key);
	}

	@Cacheable(cacheNames = "rates", unless = "#result.startsWith('odd')")
	public String unless(String key) {
		return next(key);
	}

	@Cacheable("optional")
	public Optional<String> optional(String key) {
		String result = next(key);
		return key.startsWith("empty") ? Optional.empty() : Optional.of(result);
	}

	@Cacheable("rates")
	public @Nullable String nothing(String key) {
		next(key);
		return null;
	}

	@Cacheable("rates")
	public CompletableFuture<String> future(String key) {
		return CompletableFuture.supplyAsync(() -> next(key));
	}

	@Cacheable(cacheNames = "rates", sync = true)
	public CompletableFuture<String> synchronousFuture(String key) {
		return CompletableFuture.supplyAsync(() -> next(key));
	}

	@Cacheable("rates")
	public Mono<String> mono(String key) {
		return Mono.fromCallable(() -> next(key));
	}

	@CachePut("rates")
	public String put(String key) {
		return next("put " + key);
	}

	@CachePut(cacheNames = "rates", unless = "#result != null")
	public String putUnless(String key) {
		return next("put " + key);
	}

	@CacheEvict("rates")
	public void evict(String key) {
		next(key);
	}

	@CacheEvict(cacheNames = "rates", key = "'EUR'")
	public void evictAfter(String key) {
		next(key);
	}

	@CacheEvict(cacheNames = "rates", beforeInvocation = true, key = "'EUR'")
	public void evictBefore(String key) {
		next(key);
	}

	@CacheEvict(cacheNames = "rates", allEntries = true)
	public void evictAll() {
		next("all");
	}

	@CacheEvict(cacheNames = "rates", allEntries = true, beforeInvocation = true)
	public void evictAllBefore(String key) {
		next(key);
	}

	@Caching(cacheable = @Cacheable("rates"), put = @CachePut("copies"))
	public String copied(String key) {
		return next(key);
	}

	@Cacheable("copies")
	public String copy(String key) {
		return next(key);
	}

	@Caching(evict = { @CacheEvict("rates"), @CacheEvict("copies") })
	public void evictCopies(String key) {
		next(key);
	}

	@SuppressWarnings("serial")
	static class NoRateException extends RuntimeException {

		NoRateException(String message) {
			super(message);
		}

	}

}
