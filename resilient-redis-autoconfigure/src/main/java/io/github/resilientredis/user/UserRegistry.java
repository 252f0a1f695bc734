/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.resilientredis.journal.JournalFullException;
import org.jspecify.annotations.Nullable;

/**
 * Users, found by id, by e-mail address and by further handles that belong to one user at
 * a time. Answers whatever Redis does; thread-safe.
 *
 * <p>
 * While Redis is away reads are answered from what this node knows, and writes are kept
 * in the journal, on the disk if it has a directory, before the caller is answered. A
 * handle that was given away twice meanwhile, on nodes that could not hear each other, is
 * its first owner's in Redis; the other registration is kept whole among the
 * {@link #conflicts()} and told as a {@link UserConflictEvent}.
 *
 * <p>
 * E-mail addresses are trimmed and their domain is in lower case; the local part is kept
 * as it is, since only the receiving server knows whether its case matters.
 */
public interface UserRegistry {

	/**
	 * Register a user.
	 * @param newUser the user
	 * @return the user with an id
	 * @throws UserConflictException if the e-mail address or a handle is taken, as far as
	 * anybody can know at this moment
	 * @throws UserRegistryUnavailableException if Redis is away and registrations are to
	 * be rejected then
	 * @throws JournalFullException if Redis is away and there is no room to keep it
	 */
	UserProfile register(NewUser newUser);

	/**
	 * Find by e-mail address.
	 * @param email the address; one that nobody can have is nobody's
	 * @return the user; empty if there is none, or, while Redis is away, if this node
	 * knows none
	 */
	Optional<UserProfile> getByEmail(String email);

	/**
	 * Find by handle.
	 * @param kind what kind of handle, such as {@code name}
	 * @param value the handle, exactly as registered
	 * @return the user; empty if there is none, or, while Redis is away, if this node
	 * knows none
	 */
	Optional<UserProfile> getByHandle(String kind, String value);

	/**
	 * Find by id.
	 * @param id the id; one that nobody can have is nobody's
	 * @return the user; empty if there is none, or, while Redis is away, if this node
	 * knows none
	 */
	Optional<UserProfile> getProfile(String id);

	/**
	 * Change the plan.
	 * @param id the user's id
	 * @param plan the plan: 1 to 32 lower-case letters, digits, dashes or underscores
	 * @return the user as changed
	 * @throws UserNotFoundException if there is no such user
	 * @throws UserRegistryUnavailableException if Redis is away and this node does not
	 * know the user
	 * @throws JournalFullException if Redis is away and there is no room to keep it
	 */
	UserProfile updatePlan(String id, String plan);

	/**
	 * Change the name that is shown.
	 * @param id the user's id
	 * @param name the name, 1 to 100 characters
	 * @return the user as changed
	 * @throws UserNotFoundException as {@link #updatePlan} does
	 * @throws UserRegistryUnavailableException as {@link #updatePlan} does
	 * @throws JournalFullException as {@link #updatePlan} does
	 */
	UserProfile rename(String id, String name);

	/**
	 * Change the e-mail address. The old one is free from then on.
	 * @param id the user's id
	 * @param email the new address
	 * @return the user as changed
	 * @throws UserConflictException if the address is taken
	 * @throws UserNotFoundException as {@link #updatePlan} does
	 * @throws UserRegistryUnavailableException as {@link #updatePlan} does, also if Redis
	 * is away and registrations are to be rejected then
	 * @throws JournalFullException as {@link #updatePlan} does
	 */
	UserProfile changeEmail(String id, String email);

	/**
	 * Change attributes; those not named stay as they are.
	 * @param id the user's id
	 * @param attributes values by name; {@code null} removes
	 * @return the user as changed
	 * @throws UserNotFoundException as {@link #updatePlan} does
	 * @throws UserRegistryUnavailableException as {@link #updatePlan} does
	 * @throws JournalFullException as {@link #updatePlan} does
	 */
	UserProfile setAttributes(String id, Map<String, ? extends @Nullable String> attributes);

	/**
	 * Delete a user, if there is one. Once this has returned, nothing brings them back:
	 * neither a write that waits in a journal nor a Redis that is restored.
	 * @param id the user's id
	 * @throws JournalFullException if Redis is away and there is no room to keep it
	 */
	void delete(String id);

	/**
	 * Go through all users, in no particular order. Who is there all the while is found
	 * at least once. While Redis is away these are the users that this node knows.
	 * @param cursor what the page before said is next; {@code null} to begin
	 * @param size about how many users to return, 1 to 1000
	 * @return some users, perhaps none though there are more, and where to go on
	 * @throws IllegalArgumentException if the cursor is none that was returned
	 */
	UserPage page(@Nullable String cursor, int size);

	/**
	 * The conflicts that nobody has dismissed, of all nodes; while Redis is away, those
	 * this node knows.
	 * @return up to 1000 conflicts
	 */
	List<UserConflict> conflicts();

	/**
	 * Drop a conflict that was seen to; if there is none with this id, nothing happens.
	 * @param conflictId the conflict's id
	 * @throws JournalFullException if Redis is away and there is no room to keep it
	 */
	void dismissConflict(String conflictId);

}
