/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The principal in the session. Serializable; its password is erased before it gets
 * there.
 */
@SuppressWarnings("serial")
public class SignedInUser implements UserDetails, CredentialsContainer {

	private final User user;

	private @Nullable String password;

	SignedInUser(User user, @Nullable String password) {
		this.user = user;
		this.password = password;
	}

	/**
	 * The user, as everybody may see them.
	 * @return the user
	 */
	public User user() {
		return this.user;
	}

	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return List.of();
	}

	@Override
	public @Nullable String getPassword() {
		return this.password;
	}

	@Override
	public String getUsername() {
		return this.user.name();
	}

	@Override
	public void eraseCredentials() {
		this.password = null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SignedInUser that && this.user.id().equals(that.user.id());
	}

	@Override
	public int hashCode() {
		return this.user.id().hashCode();
	}

	@Override
	public String toString() {
		return "SignedInUser[" + this.user.id() + "]";
	}

}
