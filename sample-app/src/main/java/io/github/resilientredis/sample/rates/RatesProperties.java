/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.rates;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live source of rates.
 *
 * @param url where to ask, with <code>{base}</code> in the currency's place; none for the
 * bundled table only. Answers <code>{"base", "date", "rates": {}}</code>
 * @param timeout how long to wait for a connection, and then for the answer
 */
@ConfigurationProperties("sample.rates")
record RatesProperties(@Nullable String url, @DefaultValue("2s") Duration timeout) {

}
