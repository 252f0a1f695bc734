/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.resilientredis.guard.ChannelMessage;
import io.github.resilientredis.guard.NodeChannel;
import org.jspecify.annotations.Nullable;

/**
 * Single steps on users in Redis, each of them one command on one key or slot. Immutable.
 */
final class UserRedis {

	/** How long a profile lives that nobody confirms. */
	static final Duration UNCONFIRMED = Duration.ofSeconds(60);

	/** How long it is remembered that a user was deleted. */
	static final Duration DELETED = Duration.ofDays(7);

	private static final long MAX_FIELDS = (long) UserState.RESERVED.size() + UserRules.MAX_ATTRIBUTES;

	private static final byte[] NOTHING = {};

	private final UserKeys keys;

	private final NodeChannel channel;

	UserRedis(UserKeys keys, NodeChannel channel) {
		this.keys = keys;
		this.channel = channel;
	}

	UserKeys keys() {
		return this.keys;
	}

	CompletableFuture<ProfileAnswer> read(UserCaller caller, String id) {
		byte[][] both = this.keys.both(id);
		return caller.send(UserCaller.READ, both[0], (redis) -> UserScripts.READ.send(redis, both));
	}

	CompletableFuture<String> owner(UserCaller caller, Handle handle) {
		byte[] claim = this.keys.claim(handle);
		return caller.send(UserCaller.READ, claim, (redis) -> UserScripts.OWNER.send(redis, new byte[][] { claim }));
	}

	CompletableFuture<String> claim(UserCaller caller, Handle handle, String id) {
		byte[] claim = this.keys.claim(handle);
		return caller.send(UserCaller.WRITE, claim,
				(redis) -> UserScripts.CLAIM.send(redis, new byte[][] { claim }, bytes(id)));
	}

	/** Whether it was {@code from}'s, and is {@code to}'s now, or nobody's if empty. */
	CompletableFuture<Boolean> passOn(UserCaller caller, Handle handle, String from, String to) {
		byte[] claim = this.keys.claim(handle);
		return caller.send(UserCaller.WRITE, claim,
				(redis) -> UserScripts.PASS_ON.send(redis, new byte[][] { claim }, bytes(from), bytes(to)));
	}

	CompletableFuture<UserScripts.Begun> begin(UserCaller caller, UserState state) {
		List<byte[]> arguments = new ArrayList<>();
		arguments.add(number(UNCONFIRMED.toMillis()));
		arguments.add(bytes(state.joinedAt()));
		add(arguments, state.fields());
		byte[][] both = this.keys.both(state.id());
		return caller.send(UserCaller.WRITE, both[0],
				(redis) -> UserScripts.BEGIN.send(redis, both, arguments.toArray(byte[][]::new)));
	}

	CompletableFuture<ProfileAnswer> confirm(UserCaller caller, UserState state) {
		List<byte[]> arguments = message(UserMessage.written(state.id(), caller.isPuttingBack()));
		arguments.add(bytes(state.joinedAt()));
		byte[][] both = this.keys.both(state.id());
		return caller
			.send(UserCaller.WRITE, both[0],
					(redis) -> UserScripts.CONFIRM.send(redis, both, arguments.toArray(byte[][]::new)))
			.thenApply(this::told);
	}

	/** Take back what was begun, also if it was confirmed and not changed since. */
	CompletableFuture<Boolean> abandon(UserCaller caller, UserState state) {
		byte[][] both = this.keys.both(state.id());
		return caller.send(UserCaller.WRITE, both[0],
				(redis) -> UserScripts.ABANDON.send(redis, both, bytes(state.joinedAt()), number(state.version())));
	}

	/**
	 * Change a confirmed profile.
	 * @param expected the e-mail address it must have; {@code null} for any
	 */
	CompletableFuture<ProfileAnswer> change(UserCaller caller, UserChange change, @Nullable String expected) {
		List<byte[]> arguments = message(UserMessage.written(change.id(), caller.isPuttingBack()));
		arguments.add(bytes((expected != null) ? expected : ""));
		arguments.add(number(change.base()));
		arguments.add(number(change.whole().isEmpty() ? 0 : change.base() + 1));
		arguments.add(number(MAX_FIELDS));
		arguments.add(number(change.set().size()));
		arguments.add(number(change.removed().size()));
		arguments.add(number(change.restoring() ? 1 : 0));
		add(arguments, change.set());
		change.removed().forEach((name) -> arguments.add(bytes(name)));
		add(arguments, change.whole());
		byte[][] both = this.keys.both(change.id());
		return caller
			.send(UserCaller.WRITE, both[0],
					(redis) -> UserScripts.CHANGE.send(redis, both, arguments.toArray(byte[][]::new)))
			.thenApply(this::told);
	}

	CompletableFuture<ProfileAnswer> delete(UserCaller caller, String id) {
		List<byte[]> arguments = message(UserMessage.deleted(id));
		arguments.add(number(DELETED.toMillis()));
		byte[][] both = this.keys.both(id);
		return caller
			.send(UserCaller.WRITE, both[0],
					(redis) -> UserScripts.DELETE.send(redis, both, arguments.toArray(byte[][]::new)))
			.thenApply(this::told);
	}

	/** That others were not told makes their copies old, not wrong in Redis. */
	private ProfileAnswer told(ProfileAnswer answer) {
		if (!answer.publishError().isEmpty()) {
			this.channel.isNotPermitted(answer.publishError());
		}
		return answer;
	}

	private List<byte[]> message(byte[] payload) {
		ChannelMessage message = this.channel.message(UserMessage.TOPIC, payload);
		List<byte[]> arguments = new ArrayList<>();
		arguments.add((message != null) ? message.channel() : NOTHING);
		arguments.add((message != null) ? message.bytes() : NOTHING);
		return arguments;
	}

	private static void add(List<byte[]> arguments, Map<String, String> fields) {
		fields.forEach((field, value) -> {
			arguments.add(bytes(field));
			arguments.add(bytes(value));
		});
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] number(long number) {
		return bytes(String.valueOf(number));
	}

}
