/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What users may look like, asked of a registry without Redis.
 */
class UserRulesTests {

	private static final UserRegistry USERS = LocalUsers.registry(100);

	@ParameterizedTest
	@CsvSource({ "ada@example.org, ada@example.org", "' Ada@EXAMPLE.Org ', Ada@example.org",
			"o'neil+tag@a-b.example, o'neil+tag@a-b.example", "{x}@example.org, {x}@example.org",
			"a@localhost, a@localhost", "e\u0301@example.org, \u00e9@example.org" })
	void addressesAreTrimmedComposedAndTheirDomainIsInLowerCase(String given, String kept) {
		UserRegistry users = LocalUsers.registry(1);
		assertThat(users.register(NewUser.of(given, "A")).email()).isEqualTo(kept);
		assertThat(users.getByEmail(given)).isPresent();
		assertThat(users.getByEmail(kept)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "a@", "@b", "a b@example.org", "a@b@example.org", "a@exa mple.org",
			"a@example.org\r\nBcc: x@y", "\"a\"@example.org", "a@-x.org", "a@x..org", "a@\u00fc.de", "a:b@example.org",
			"a\u200bb@example.org", "<a>@example.org" })
	void whatIsNoAddressIsRefusedWithoutBeingRepeated(String email) {
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.register(NewUser.of(email, "A")))
			.withMessageStartingWith("'email' must be")
			.satisfies((ex) -> assertThat(email.length() < 5 || !ex.toString().contains(email)).isTrue());
		assertThat(USERS.getByEmail(email)).isEmpty();
	}

	@Test
	void addressesAreBounded() {
		String domain = "@" + "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(61) + ".org";
		assertThat(UserRules.normalizedEmail("a".repeat(254 - domain.length()) + domain)).hasSize(254);
		assertThat(UserRules.normalizedEmail("a".repeat(255 - domain.length()) + domain)).isNull();
		assertThat(UserRules.normalizedEmail("a".repeat(1_000_000) + "@b")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "email", "name", "plan", "joinedAt", "version", "handle:name", "", "1st", "a b",
			"a\n", "\u00e9" })
	void attributesNeedANameThatNoFieldHas(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> USERS.register(NewUser.of("a@example.org", "A").withAttribute(name, "x")))
			.withMessageContaining("attribute");
	}

	@Test
	void attributesAreBounded() {
		NewUser most = NewUser.of("a@example.org", "A");
		for (int i = 0; i < UserRules.MAX_ATTRIBUTES; i++) {
			most = most.withAttribute("a" + i, "x".repeat(UserRules.MAX_VALUE));
		}
		UserRegistry users = LocalUsers.registry(10);
		UserProfile user = users.register(most);
		NewUser tooMany = most.withAttribute("more", "");
		assertThatIllegalArgumentException().isThrownBy(() -> users.register(tooMany)).withMessageContaining("32");
		assertThatIllegalArgumentException().isThrownBy(() -> users.setAttributes(user.id(), Map.of("more", "")))
			.withMessageContaining("32");
		Map<String, @Nullable String> exchanged = new LinkedHashMap<>();
		exchanged.put("more", "");
		exchanged.put("a0", null);
		assertThat(users.setAttributes(user.id(), exchanged).attributes()).containsKey("more").doesNotContainKey("a0");
		for (String bad : new String[] { "x".repeat(UserRules.MAX_VALUE + 1), "half \ud800" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> users.setAttributes(user.id(), Map.of("a1", bad)))
				.withMessageContaining("'a1'");
		}
		assertThat(users.setAttributes(user.id(), Map.of("a1", "")).attributes()).containsEntry("a1", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Free", "free plan", "free\n", "-free", "\u0444ree" })
	void plansAreAnOpenSetOfPlainWords(String plan) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> USERS.register(NewUser.of("a@example.org", "A").withPlan(plan)))
			.withMessageContaining("'plan'");
		assertThat(UserRules.plan("team_2026")).isEqualTo("team_2026");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\r\nb", "a\u202eb", "a\u0000" })
	void namesAreOneLineOfText(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.register(NewUser.of("a@example.org", name)))
			.withMessageContaining("'name'");
	}

	@Test
	void handlesAreWordsOfTheirKind() {
		for (String kind : new String[] { "email", "", "Name", "a:b", "a b" }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> USERS.register(NewUser.of("a@example.org", "A").withHandle(kind, "x")))
				.withMessageContaining("kind of a handle");
		}
		for (String value : new String[] { "", "a b", "a\n", "x".repeat(255) }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> USERS.register(NewUser.of("a@example.org", "A").withHandle("name", value)))
				.withMessageContaining("'name'");
			assertThat(USERS.getByHandle("name", value)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a:profile", "../x", "*", "a b", "{x}", "a\r\nb" })
	void whatCanBeNoIdIsNobodys(String id) {
		assertThat(USERS.getProfile(id)).isEmpty();
		assertThatExceptionOfType(UserNotFoundException.class).isThrownBy(() -> USERS.updatePlan(id, "free"));
		USERS.delete(id);
		USERS.dismissConflict(id);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nothingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.register(null)).withMessageContaining("newUser");
		assertThatIllegalArgumentException().isThrownBy(() -> NewUser.of(null, "A")).withMessageContaining("email");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.getByEmail(null)).withMessageContaining("email");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.getByHandle("name", null))
			.withMessageContaining("value");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.getProfile(null)).withMessageContaining("id");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.delete(null)).withMessageContaining("id");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.setAttributes("a", null))
			.withMessageContaining("attributes");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.page(null, 0)).withMessageContaining("size");
		assertThatIllegalArgumentException().isThrownBy(() -> USERS.page(null, 1001)).withMessageContaining("size");
	}

	@Test
	void idsOfABadGeneratorAreRefused() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> LocalUsers.registry(1, () -> "a:b").register(NewUser.of("a@example.org", "A")))
			.withMessageContaining("UserIdGenerator");
	}

	@Test
	void textsTellNothingOfAUser() {
		NewUser user = NewUser.of("ada@example.org", "Lovelace")
			.withHandle("name", "countess")
			.withAttribute("passwordHash", "secret");
		UserProfile profile = LocalUsers.registry(1).register(user);
		UserState state = UserState.of(user, profile.id(), profile.joinedAt());
		UserRecord record = UserRecord.changed(2, state, Map.of("email", "lady@example.org"), List.of());
		for (Object value : new Object[] { user, profile, state, record, record.change(), Handle.email("ada@x"),
				UserOutcome.conflict(Handle.email("ada@x"), "o"),
				new UserConflictEvent(new UserConflict("c", profile.joinedAt(), "email", "o", true, profile)) }) {
			assertThat(value.toString()).doesNotContain("ada@")
				.doesNotContain("Lovelace")
				.doesNotContain("lady")
				.doesNotContain("countess")
				.doesNotContain("secret");
		}
	}

}
