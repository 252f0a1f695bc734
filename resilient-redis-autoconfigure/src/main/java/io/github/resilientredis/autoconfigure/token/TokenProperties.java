/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.token;

import java.time.Duration;

import io.github.resilientredis.autoconfigure.PropertyCheck;
import io.github.resilientredis.token.TokenFallback;
import io.github.resilientredis.token.TokenSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of token revocation.
 */
@ConfigurationProperties("resilient-redis.tokens")
public class TokenProperties {

	private static final Duration LONGEST = Duration.ofDays(3650);

	/**
	 * Whether there is a store of revoked tokens.
	 */
	private boolean enabled;

	/**
	 * What happens to tokens that are not known to be revoked while Redis cannot be
	 * asked.
	 */
	private TokenFallback onOutage = TokenFallback.LOCAL;

	/**
	 * How long the longest-lived token lives. So long is remembered that the tokens of a
	 * subject were revoked.
	 */
	private Duration maxTokenLife = Duration.ofDays(30);

	/**
	 * How many revoked tokens, and as many subjects, this node keeps in memory. Beyond it
	 * Redis is asked for each token.
	 */
	private int maxLocal = 500_000;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public TokenFallback getOnOutage() {
		return this.onOutage;
	}

	public void setOnOutage(TokenFallback onOutage) {
		this.onOutage = onOutage;
	}

	public Duration getMaxTokenLife() {
		return this.maxTokenLife;
	}

	public void setMaxTokenLife(Duration maxTokenLife) {
		this.maxTokenLife = maxTokenLife;
	}

	public int getMaxLocal() {
		return this.maxLocal;
	}

	public void setMaxLocal(int maxLocal) {
		this.maxLocal = maxLocal;
	}

	TokenSettings toSettings(String keyPrefix) {
		PropertyCheck check = new PropertyCheck("resilient-redis.tokens");
		check.check("max-token-life", this.maxTokenLife,
				this.maxTokenLife.toSeconds() > 0 && this.maxTokenLife.compareTo(LONGEST) <= 0,
				"It must be between one second and ten years. Use a duration such as 30d.");
		check.within("max-local", this.maxLocal, 1, Integer.MAX_VALUE);
		return new TokenSettings(keyPrefix, this.maxTokenLife, this.maxLocal, this.onOutage);
	}

}
