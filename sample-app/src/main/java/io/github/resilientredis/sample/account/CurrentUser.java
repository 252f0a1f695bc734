/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

/**
 * Who asks, with a session or a Bearer token. As a parameter of a controller's method it
 * is never {@code null}: who has not signed in gets 401.
 *
 * @param id the user's id
 * @param name the user's name, as it was at the login
 */
public record CurrentUser(String id, String name) {

}
