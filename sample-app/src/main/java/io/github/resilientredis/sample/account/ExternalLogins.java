/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.account;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.github.resilientredis.guard.RedisUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Logs in whom somebody else has identified by a verified e-mail address, as the user
 * with this address or as a new one.
 *
 * <p>
 * An account whose owner never verified the address is not given away with it: whoever
 * registered it, with a password of theirs, may be somebody else.
 */
@Component
public class ExternalLogins {

	private static final Logger logger = LoggerFactory.getLogger(ExternalLogins.class);

	private final UserStore users;

	private final VerifiedUsers verified;

	private final LoginSessions sessions;

	private final PasswordEncoder passwords;

	private final ApplicationEventPublisher events;

	ExternalLogins(UserStore users, VerifiedUsers verified, LoginSessions sessions, PasswordEncoder passwords,
			ApplicationEventPublisher events) {
		this.users = users;
		this.verified = verified;
		this.sessions = sessions;
		this.passwords = passwords;
		this.events = events;
	}

	/**
	 * Begin the session of a user, as a login with a password does.
	 * @param email the verified address
	 * @param suggestedName what a new user may be called; anything
	 * @param request the request
	 * @param response the answer
	 * @return the user
	 * @throws ErrorResponseException if this is refused, or cannot be told for now
	 */
	public User begin(String email, String suggestedName, HttpServletRequest request, HttpServletResponse response) {
		String address = Logins.normalize(email);
		if (address.length() > RegisterRequest.MAX_EMAIL_LENGTH || !address.matches(RegisterRequest.EMAIL)) {
			throw refused(HttpStatus.FORBIDDEN, "The provider's e-mail address of yours cannot be used here.", null);
		}
		User user = this.users.findByEmail(address)
			.map(Account::user)
			.map(this::requireVerified)
			.orElseGet(() -> register(address, suggestedName));
		Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(new SignedInUser(user, null),
				null, List.of());
		this.events.publishEvent(new AuthenticationSuccessEvent(authentication));
		this.sessions.begin(authentication, request, response);
		return user;
	}

	private User requireVerified(User user) {
		try {
			if (this.verified.isVerified(user.id())) {
				return user;
			}
		}
		catch (RedisUnavailableException ex) {
			ErrorResponseException later = refused(HttpStatus.SERVICE_UNAVAILABLE,
					"Whether this address is yours cannot be told for a moment. Try again later.", ex);
			later.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
			throw later;
		}
		throw refused(HttpStatus.CONFLICT,
				"There is an account with this address that nobody has verified. Log in with its password, and verify the "
						+ "address with the code that was sent there.",
				null);
	}

	private static ErrorResponseException refused(HttpStatus status, String detail, @Nullable Throwable cause) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

	private User register(String email, String suggestedName) {
		// Nobody knows this password.
		String hash = Objects.requireNonNull(this.passwords.encode(UUID.randomUUID().toString()));
		for (String name : new NameCandidates(suggestedName)) {
			User user;
			try {
				user = this.users.create(email, name, hash);
			}
			catch (UserConflictException ex) {
				if (!"username".equals(ex.getField())) {
					throw ex;
				}
				continue;
			}
			this.verified.mark(user.id());
			logger.info("User registered successfully: {}", name);
			return user;
		}
		throw new UserConflictException("username");
	}

}
