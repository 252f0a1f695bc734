/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.github.resilientredis.sample.audit.AuthenticationEntry;
import io.github.resilientredis.sample.audit.AuthenticationLog;
import io.github.resilientredis.sample.audit.EventType;
import io.github.resilientredis.token.TokenStatus;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Rotation and reuse, by what the revocation store is told.
 */
class TokensTests {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.5Z");

	private final MemoryTokenStore store = new MemoryTokenStore();

	private final AuthenticationLog log = new AuthenticationLog(10, Clock.systemUTC());

	private final SigningKey key = SigningKey.random();

	private final Tokens tokens = at(NOW);

	private Tokens at(Instant now) {
		Clock clock = Clock.fixed(now, ZoneOffset.UTC);
		return new Tokens(new TokenIssuer(this.key,
				new TokenProperties(null, "me", Duration.ofMinutes(15), Duration.ofDays(14)), clock), decoder(clock),
				this.store, this.log);
	}

	private NimbusJwtDecoder decoder(Clock clock) {
		NimbusJwtDecoder decoder = this.key.decoders().get();
		decoder.setJwtValidator(new TokenRules("me", clock).ours());
		return decoder;
	}

	private Jwt read(String token) {
		return decoder(Clock.fixed(NOW, ZoneOffset.UTC)).decode(token);
	}

	@Test
	void tokensSayWhatTheyAre() {
		TokenPair pair = this.tokens.issue("1", "ada");
		Jwt access = read(pair.accessToken());
		assertThat(access.getSubject()).isEqualTo("1");
		assertThat(access.getClaimAsString("iss")).isEqualTo("me");
		assertThat(access.getIssuedAt()).isEqualTo("2026-11-01T12:00:00Z");
		assertThat(access.getExpiresAt()).isEqualTo("2026-11-01T12:15:00Z");
		assertThat(access.getClaimAsString("token_use")).isEqualTo("access");
		Jwt refresh = read(pair.refreshToken());
		assertThat(refresh.getExpiresAt()).isEqualTo("2026-11-15T12:00:00Z");
		assertThat(refresh.getClaimAsString("token_use")).isEqualTo("refresh");
		assertThat(refresh.getId()).isNotEqualTo(access.getId());
		assertThat(refresh.getClaimAsString("family")).isEqualTo(access.getClaimAsString("family"));
	}

	@Test
	void useRevokesARefreshTokenUntilItExpires() {
		TokenPair pair = this.tokens.issue("1", "ada");
		Jwt used = read(pair.refreshToken());
		TokenPair next = this.tokens.refresh(pair.refreshToken());
		assertThat(this.store.revoked()).containsOnlyKeys(used.getId())
			.containsEntry(used.getId(), used.getExpiresAt());
		assertThat(Family.of(read(next.accessToken()))).isEqualTo(Family.of(used));
	}

	@Test
	void reuseRevokesTheFamilyForAsLongAsATokenOfItCanLive() {
		TokenPair pair = this.tokens.issue("1", "ada");
		Jwt used = read(pair.refreshToken());
		this.tokens.refresh(pair.refreshToken());
		Instant later = NOW.plus(Duration.ofDays(13));
		TokenPair next = this.tokens.issue("1", "ada");
		assertThatExceptionOfType(RefusedTokenException.class).isThrownBy(() -> at(later).refresh(pair.refreshToken()));
		assertThat(this.store.revoked().get(Family.of(used).id())).isAfterOrEqualTo(later.plus(Duration.ofDays(14)));
		assertThat(this.store.revoked()).doesNotContainKey(Family.of(read(next.refreshToken())).id());
	}

	@Test
	void aFamilyIsRevokedAndReportedOnce() {
		TokenPair pair = this.tokens.issue("1", "ada");
		this.tokens.refresh(pair.refreshToken());
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RefusedTokenException.class)
				.isThrownBy(() -> this.tokens.refresh(pair.refreshToken()));
		}
		List<EventType> types = this.log.newest((entry) -> true, 10).stream().map(AuthenticationEntry::type).toList();
		assertThat(types).containsExactly(EventType.REFRESH_TOKEN_REUSED, EventType.TOKENS_REFRESHED,
				EventType.TOKENS_ISSUED);
	}

	@Test
	void aTokenThatIsBeingUsedCannotBeUsed() {
		TokenPair pair = this.tokens.issue("1", "ada");
		List<Throwable> refusals = new ArrayList<>();
		this.store
			.duringNextRevocation(() -> refusals.add(catchThrowable(() -> this.tokens.refresh(pair.refreshToken()))));
		assertThat(this.tokens.refresh(pair.refreshToken())).isNotNull();
		assertThat(refusals).singleElement().isInstanceOf(RefusedTokenException.class);
	}

	@Test
	void whereNobodyCanTellNothingIsUsedUp() {
		TokenPair pair = this.tokens.issue("1", "ada");
		this.store.others(TokenStatus.UNVERIFIED);
		assertThatExceptionOfType(TokensUnavailableException.class)
			.isThrownBy(() -> this.tokens.refresh(pair.refreshToken()))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(503));
		assertThat(this.store.revoked()).isEmpty();
		this.tokens.revoke(pair.refreshToken());
		assertThat(this.store.revoked()).containsKey(Family.of(read(pair.refreshToken())).id());
		this.store.others(TokenStatus.ACCEPTED);
		assertThatExceptionOfType(RefusedTokenException.class)
			.isThrownBy(() -> this.tokens.refresh(pair.refreshToken()));
	}

	@Test
	void whatCannotBeKeptIsNotAcknowledged() {
		TokenPair pair = this.tokens.issue("1", "ada");
		this.store.full();
		assertThatExceptionOfType(TokensUnavailableException.class)
			.isThrownBy(() -> this.tokens.refresh(pair.refreshToken()));
		assertThatExceptionOfType(TokensUnavailableException.class)
			.isThrownBy(() -> this.tokens.revoke(pair.accessToken()));
		assertThat(this.log.newest((entry) -> true, 10)).hasSize(1);
	}

	@Test
	void aUserWhoseTokensAreAllRevokedCannotRefresh() {
		TokenPair pair = this.tokens.issue("1", "ada");
		this.store.revokeAll("1", NOW.plusSeconds(1));
		assertThatExceptionOfType(RefusedTokenException.class)
			.isThrownBy(() -> this.tokens.refresh(pair.refreshToken()));
	}

	@Test
	void anExpiredRefreshTokenIsRefusedAndRevokesNothing() {
		TokenPair pair = this.tokens.issue("1", "ada");
		Tokens later = at(NOW.plus(Duration.ofDays(14)));
		assertThatExceptionOfType(RefusedTokenException.class).isThrownBy(() -> later.refresh(pair.refreshToken()));
		later.revoke(pair.refreshToken());
		assertThat(this.store.revoked()).isEmpty();
	}

	@Test
	void revokingAnAccessTokenRevokesItAlone() {
		TokenPair pair = this.tokens.issue("1", "ada");
		Jwt access = read(pair.accessToken());
		this.tokens.revoke(pair.accessToken());
		assertThat(this.store.revoked()).containsOnlyKeys(access.getId())
			.containsEntry(access.getId(), access.getExpiresAt());
	}

}
