/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.audit;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. Holds no password, token or session id.
 *
 * @param type what
 * @param at when
 * @param login the user's name, or what was typed in its place, made harmless
 * @param userId the user's id, {@code null} if a login failed
 */
public record AuthenticationEntry(EventType type, Instant at, String login, @JsonIgnore @Nullable String userId) {

}
