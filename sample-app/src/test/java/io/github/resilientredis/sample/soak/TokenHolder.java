/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.resilientredis.sample.SampleClient.Answer;
import io.github.resilientredis.sample.TokenClient;

/**
 * Somebody with tokens, which are used, exchanged and revoked. Uses one node until all is
 * settled: during an outage another node may accept a refresh token once more, as is
 * documented. For one thread at a time.
 */
final class TokenHolder implements Client {

	/** The token is exchanged before it expires, whatever pauses in between. */
	private static final int FRESH_PART = 3;

	private final String name;

	private final List<SoakNode> nodes;

	private final Calls calls;

	private final History history;

	private final Random random;

	private final long fresh;

	private final Dead tokens;

	private SoakNode home;

	private String access = "";

	private String refresh = "";

	private long issued;

	TokenHolder(String name, List<SoakNode> nodes, Calls calls, History history, Duration life, long seed) {
		this.name = name;
		this.nodes = nodes;
		this.calls = calls;
		this.history = history;
		this.random = new Random(seed);
		this.fresh = life.toNanos() / FRESH_PART;
		this.tokens = new Dead(life, history);
		this.home = nodes.get(this.random.nextInt(nodes.size()));
	}

	@Override
	public void act() {
		if (this.access.isEmpty()) {
			Answer answer = this.calls.make("token", this.name, this.home,
					() -> new TokenClient(this.home.http()).token(this.name), 200, 429);
			if (answer.status() == 200) {
				got(answer);
			}
			return;
		}
		int dice = this.random.nextInt(100);
		if (dice < 25 || !isFresh()) {
			exchange();
		}
		else if (dice < 27) {
			revokeAll();
		}
		else if (dice < 32) {
			this.tokens.ids().forEach((token) -> ask("dead token", this.home, token, 401));
		}
		else {
			ask("whoami", this.home, this.access, 200);
		}
	}

	private boolean isFresh() {
		return this.history.now() - this.issued < this.fresh;
	}

	private void got(Answer answer) {
		this.access = TokenClient.access(answer);
		this.refresh = TokenClient.refresh(answer);
		this.issued = this.history.now();
	}

	/** And revokes the access token that is not needed any more. */
	private void exchange() {
		String old = this.access;
		String used = this.refresh;
		// If the answer is wrong, nobody knows whether the token was used.
		this.access = "";
		got(this.calls.make("token refresh", this.name, this.home,
				() -> new TokenClient(this.home.http()).refresh(used), 200));
		revoke(old);
		isDead(old);
	}

	/** By the refresh token, with which its access tokens end, too. */
	private void revokeAll() {
		String old = this.access;
		this.access = "";
		revoke(this.refresh);
		isDead(old);
	}

	private void revoke(String token) {
		this.calls.make("token revoke", this.name, this.home, () -> new TokenClient(this.home.http()).revoke(token),
				200);
	}

	private void isDead(String token) {
		this.tokens.add(token);
		ask("dead token", this.home, token, 401);
	}

	private void ask(String kind, SoakNode node, String token, int expected) {
		this.calls.make(kind, this.name, node, () -> new TokenClient(node.http()).whoami(token), expected);
	}

	@Override
	public void settled() {
		for (SoakNode node : this.nodes) {
			if (!this.access.isEmpty() && isFresh()) {
				ask("whoami", node, this.access, 200);
				// A node forgets users whom nobody asks for, and nobody can log in
				// whom it does not know while Redis is away.
				this.calls.make("user read", this.name, node,
						() -> node.http().get("/api/me", "Authorization", "Bearer " + this.access), 200);
			}
			this.tokens.ids().forEach((token) -> ask("dead token", node, token, 401));
		}
		if (!this.access.isEmpty() && isFresh()) {
			this.home = this.nodes.get(this.random.nextInt(this.nodes.size()));
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
