/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.resilientredis.cache.ContractSubject.Price;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;

import static io.github.resilientredis.cache.ContractLoaders.fail;
import static io.github.resilientredis.cache.ContractLoaders.failing;
import static io.github.resilientredis.cache.ContractLoaders.none;
import static io.github.resilientredis.cache.ContractLoaders.onNullKey;
import static io.github.resilientredis.cache.ContractLoaders.operations;
import static io.github.resilientredis.cache.ContractSubject.OLD;
import static io.github.resilientredis.cache.ContractSubject.ONE;
import static io.github.resilientredis.cache.ContractSubject.PLANTED;
import static io.github.resilientredis.cache.ContractSubject.TWO;
import static io.github.resilientredis.cache.ContractSubject.ended;
import static io.github.resilientredis.cache.ContractSubject.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What Spring documents of {@link Cache}, rule by rule, for whatever cache and state of
 * Redis. Where an answer depends on these, {@link ContractSubject} says how: a value that
 * was put is there if memory or Redis keeps it; a value that another node wrote is there
 * if Redis can tell; everything else is a miss. What is removed is a miss in every state,
 * and no rule knows of an exception because of Redis.
 */
enum CacheContract {

	GET_OF_AN_UNKNOWN_KEY_IS_A_MISS((subject) -> subject.reads("unknown", null)),

	GET_FINDS_WHAT_ANOTHER_NODE_WROTE((subject) -> {
		subject.reads(PLANTED, subject.planted());
		subject.reads(PLANTED, subject.planted());
	}),

	GET_FINDS_WHAT_WAS_PUT((subject) -> {
		subject.cache().put("key", ONE);
		subject.reads("key", subject.ifKept(ONE));
		subject.reads("other", null);
	}),

	GET_GIVES_THE_INSTANCE_THAT_WAS_PUT_WHILE_MEMORY_HOLDS_IT((subject) -> {
		Price put = new Price("USD", BigDecimal.ONE);
		subject.cache().put("key", put);
		if (subject.cell().near()) {
			assertThat(wrapped(subject.cache().get("key"))).isSameAs(put);
			assertThat(subject.cache().get("key", Price.class)).isSameAs(put);
			assertThat(subject.cache().<Price>get("key", () -> TWO)).isSameAs(put);
			assertThat(wrapped(subject.retrieved("key"))).isSameAs(put);
		}
		else {
			assertThat(subject.cache().get("key", Price.class)).isEqualTo(subject.ifKept(put)).isNotSameAs(put);
		}
	}),

	GET_OF_A_TYPE_TAKES_SUPERTYPES_AND_NO_TYPE((subject) -> {
		subject.cache().put("key", ONE);
		assertThat(subject.cache().get("key", Record.class)).isEqualTo(subject.ifKept(ONE));
		assertThat(subject.cache().get("key", (Class<?>) null)).isEqualTo(subject.ifKept(ONE));
	}),

	GET_OF_ANOTHER_TYPE_IS_REFUSED((subject) -> {
		subject.cache().put("key", ONE);
		if (subject.keeps()) {
			assertThatIllegalStateException().isThrownBy(() -> subject.cache().get("key", Integer.class))
				.withMessageContaining("not of required type");
		}
		else {
			assertThat(subject.cache().get("key", Integer.class)).isNull();
		}
	}),

	GET_WITH_A_LOADER_LOADS_A_MISS_ONCE((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		assertThat(subject.cache().<Object>get("key", loads::incrementAndGet)).isEqualTo(1);
		int second = subject.keeps() ? 1 : 2;
		assertThat(subject.cache().<Object>get("key", loads::incrementAndGet)).isEqualTo(second);
		assertThat(loads).hasValue(second);
	}),

	GET_WITH_A_LOADER_GIVES_THE_INSTANCE_THAT_WAS_LOADED((subject) -> {
		Price loaded = new Price("USD", BigDecimal.ONE);
		assertThat(subject.cache().<Price>get("key", () -> loaded)).isSameAs(loaded);
		subject.reads("key", subject.ifKept(loaded));
	}),

	GET_WITH_A_LOADER_DOES_NOT_LOAD_WHAT_IS_THERE((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		Object value = subject.cache().<Object>get(PLANTED, loads::incrementAndGet);
		assertThat(value).isEqualTo(subject.redis().reads() ? OLD : Integer.valueOf(1));
		assertThat(loads).hasValue(subject.redis().reads() ? 0 : 1);
	}),

	GET_WRAPS_WHAT_THE_LOADER_THROWS_AFTER_ONE_RUN((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		Exception business = new Exception("business");
		assertThatExceptionOfType(ValueRetrievalException.class)
			.isThrownBy(() -> subject.cache().get("key", () -> fail(loads, business)))
			.satisfies((ex) -> assertThat(ex.getCause()).isSameAs(business))
			.satisfies((ex) -> assertThat(ex.getKey()).isEqualTo("key"));
		assertThat(loads).hasValue(1);
		subject.reads("key", null);
		assertThat(subject.cache().<Object>get("key", () -> ONE)).isEqualTo(ONE);
	}),

	GET_LEAVES_AN_ERROR_OF_THE_LOADER_AS_IT_IS((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		Error error = new Error("of the JVM");
		assertThatExceptionOfType(Error.class).isThrownBy(() -> subject.cache().get("key", () -> fail(loads, error)))
			.satisfies((ex) -> assertThat(ex).isSameAs(error));
		assertThat(loads).hasValue(1);
		assertThat(subject.cache().<Object>get("key", () -> ONE)).isEqualTo(ONE);
	}),

	GET_WITH_A_LOADER_OF_NULL_CACHES_IT_IF_ALLOWED((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		if (subject.cell().nulls()) {
			assertThat(subject.cache().<Object>get("key", () -> none(loads))).isNull();
			subject.readsNull("key", subject.keepsNull());
		}
		else {
			assertThatExceptionOfType(ValueRetrievalException.class)
				.isThrownBy(() -> subject.cache().get("key", () -> none(loads)))
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class);
			subject.reads("key", null);
		}
		assertThat(loads).hasValue(1);
	}),

	RETRIEVE_WITH_A_LOADER_LOADS_A_MISS_ONCE((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(ended(subject.cache()
				.<Object>retrieve("key", () -> CompletableFuture.supplyAsync(loads::incrementAndGet))))
				.isEqualTo((i == 0 || subject.keeps()) ? 1 : 2);
		}
		assertThat(loads).hasValue(subject.keeps() ? 1 : 2);
	}),

	RETRIEVE_WITH_A_LOADER_DOES_NOT_LOAD_WHAT_IS_THERE((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		assertThat(ended(
				subject.cache().<Object>retrieve(PLANTED, () -> CompletableFuture.supplyAsync(loads::incrementAndGet))))
			.isEqualTo(subject.redis().reads() ? OLD : Integer.valueOf(1));
		assertThat(loads).hasValue(subject.redis().reads() ? 0 : 1);
	}),

	RETRIEVE_DOES_NOT_WAIT_FOR_THE_LOADER((subject) -> {
		// Who waits for it gets it in the end, and is seen to have waited.
		CompletableFuture<Price> slow = new CompletableFuture<Price>().completeOnTimeout(TWO, 5, TimeUnit.SECONDS);
		CompletableFuture<Price> first = subject.cache().retrieve("key", () -> slow);
		CompletableFuture<Price> second = subject.cache().retrieve("key", () -> slow);
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		slow.complete(ONE);
		assertThat(ended(first)).isSameAs(ONE);
		assertThat(ended(second)).isEqualTo(ONE);
		subject.reads("key", subject.ifKept(ONE));
	}),

	RETRIEVE_FAILS_WITH_WHAT_THE_LOADERS_FUTURE_FAILS_WITH_AFTER_ONE_RUN((subject) -> {
		Exception business = new Exception("business");
		subject.retrieveFails(business, (loads) -> failing(loads, business));
	}),

	RETRIEVE_FAILS_WITH_WHAT_THE_LOADER_THROWS_AFTER_ONE_RUN((subject) -> {
		RuntimeException business = new RuntimeException("business");
		subject.retrieveFails(business, (loads) -> {
			loads.incrementAndGet();
			throw business;
		});
	}),

	RETRIEVE_WITH_A_LOADER_OF_NULL_CACHES_IT_IF_ALLOWED((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		CompletableFuture<Object> answer = subject.cache()
			.retrieve("key", () -> CompletableFuture.supplyAsync(() -> none(loads)));
		if (subject.cell().nulls()) {
			assertThat(ended(answer)).isNull();
			subject.readsNull("key", subject.keepsNull());
		}
		else {
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> ended(answer))
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessage(subject.nullRefused());
			subject.reads("key", null);
		}
		assertThat(loads).hasValue(1);
	}),

	PUT_REPLACES((subject) -> {
		for (String key : new String[] { "key", PLANTED }) {
			subject.cache().put(key, ONE);
			subject.cache().put(key, TWO);
			subject.reads(key, subject.ifKept(TWO));
		}
	}),

	PUT_OF_NULL_IS_KEPT_OR_REFUSED_WITH_SPRINGS_MESSAGE((subject) -> {
		if (subject.cell().nulls()) {
			subject.cache().put("key", null);
			subject.readsNull("key", subject.keepsNull());
			subject.cache().put("key", ONE);
			subject.reads("key", subject.ifKept(ONE));
		}
		else {
			subject.cache().put("key", ONE);
			assertThatIllegalArgumentException().isThrownBy(() -> subject.cache().put("key", null))
				.withMessage(subject.nullRefused());
			subject.reads("key", subject.ifKept(ONE));
		}
	}),

	PUT_OF_WHAT_CANNOT_BE_WRITTEN_STAYS_ON_THIS_NODE((subject) -> {
		Object unwritable = new StringReader("neither Java nor JSON");
		subject.cache().put(PLANTED, unwritable);
		subject.reads(PLANTED, subject.cell().near() ? unwritable : null);
	}),

	PUT_IF_ABSENT_PUTS_WHERE_NOTHING_IS((subject) -> {
		assertThat(subject.cache().putIfAbsent("key", ONE)).isNull();
		subject.reads("key", subject.ifKept(ONE));
	}),

	PUT_IF_ABSENT_GIVES_WHAT_IS_THERE((subject) -> {
		subject.cache().put("key", ONE);
		Cache.ValueWrapper existing = subject.cache().putIfAbsent("key", TWO);
		if (subject.keeps()) {
			assertThat(wrapped(existing)).isEqualTo(ONE);
			subject.reads("key", ONE);
		}
		else {
			assertThat(existing).isNull();
		}
	}),

	PUT_IF_ABSENT_GIVES_WHAT_ANOTHER_NODE_WROTE((subject) -> {
		Cache.ValueWrapper existing = subject.cache().putIfAbsent(PLANTED, ONE);
		assertThat((existing != null) ? existing.get() : null).isEqualTo(subject.planted());
		subject.reads(PLANTED, subject.redis().reads() ? OLD : subject.ifKept(ONE));
	}),

	PUT_IF_ABSENT_OF_NULL_PUTS_IT_OR_ONLY_READS((subject) -> {
		assertThat(subject.cache().putIfAbsent("key", null)).isNull();
		subject.readsNull("key", subject.keepsNull());
		assertThat(subject.cache().putIfAbsent("key", ONE) != null).isEqualTo(subject.keepsNull());
		subject.cache().put("other", ONE);
		Cache.ValueWrapper existing = subject.cache().putIfAbsent("other", null);
		assertThat((existing != null) ? existing.get() : null).isEqualTo(subject.ifKept(ONE));
	}),

	EVICT_REMOVES((subject) -> {
		subject.cache().put("key", ONE);
		subject.cache().put("other", TWO);
		subject.cache().evict("key");
		subject.cache().evict(PLANTED);
		subject.cache().evict("unknown");
		subject.reads("key", null);
		subject.reads(PLANTED, null);
		subject.reads("other", subject.ifKept(TWO));
	}),

	EVICT_IF_PRESENT_REMOVES_AND_TELLS((subject) -> {
		subject.cache().put("key", ONE);
		assertThat(subject.cache().evictIfPresent("key")).isEqualTo(subject.keeps());
		assertThat(subject.cache().evictIfPresent("key")).isFalse();
		assertThat(subject.cache().evictIfPresent("unknown")).isFalse();
		assertThat(subject.cache().evictIfPresent(PLANTED)).isEqualTo(subject.redis().removals());
		subject.reads("key", null);
		subject.reads(PLANTED, null);
	}),

	EVICT_IF_PRESENT_COUNTS_NULL_AS_A_VALUE((subject) -> {
		if (subject.cell().nulls()) {
			subject.cache().put("key", null);
			assertThat(subject.cache().evictIfPresent("key")).isEqualTo(subject.keepsNull());
			subject.reads("key", null);
		}
	}),

	CLEAR_REMOVES_ALL((subject) -> {
		subject.cache().put("key", ONE);
		subject.cache().clear();
		subject.reads("key", null);
		subject.reads(PLANTED, null);
		subject.cache().put("key", TWO);
		subject.reads("key", subject.ifKept(TWO));
	}),

	INVALIDATE_REMOVES_ALL_AND_TELLS((subject) -> {
		subject.cache().put("key", ONE);
		assertThat(subject.cache().invalidate()).isEqualTo(subject.keeps() || subject.redis().removals());
		subject.reads("key", null);
		subject.reads(PLANTED, null);
		assertThat(subject.cache().invalidate()).isFalse();
	}),

	A_KEY_WITHOUT_TEXT_FORM_STAYS_ON_THIS_NODE((subject) -> {
		Object key = new Object();
		subject.cache().put(key, ONE);
		subject.reads(key, subject.ifHere(ONE));
		subject.reads(key.toString(), null);
	}),

	A_NULL_KEY_IS_REFUSED((subject) -> {
		AtomicInteger loads = new AtomicInteger();
		operations(subject.cache(), loads)
			.forEach((operation) -> onNullKey(operation).withMessage("'key' must not be null"));
		assertThat(loads).hasValue(0);
	}),

	KEYS_THAT_ARE_EQUAL_IN_REDIS_ARE_EQUAL((subject) -> {
		subject.cache().put(1L, ONE);
		subject.reads("1", subject.ifKept(ONE));
		assertThat(subject.cache().evictIfPresent(1)).isEqualTo(subject.keeps());
		subject.reads(1L, null);
	});

	private final Consumer<ContractSubject> rule;

	CacheContract(Consumer<ContractSubject> rule) {
		this.rule = rule;
	}

	void verify(ContractSubject subject) {
		this.rule.accept(subject);
	}

}
