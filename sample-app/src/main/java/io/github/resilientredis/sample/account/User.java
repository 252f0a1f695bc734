/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.io.Serializable;
import java.time.Instant;

/**
 * Someone who registered, as everybody may see them.
 *
 * @param id the id
 * @param email the e-mail address, in lower case
 * @param name the user name
 * @param plan what they pay for: free, plus or premium
 * @param joinedAt when they registered
 */
public record User(String id, String email, String name, String plan, Instant joinedAt) implements Serializable {

}
