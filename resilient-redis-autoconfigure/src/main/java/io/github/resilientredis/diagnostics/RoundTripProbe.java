/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Writes a key in the application's layout, reads it and removes it. The key has a time
 * to live from the moment it is there, so that nothing stays if the removal fails.
 */
final class RoundTripProbe {

	private static final String LIFE_MILLIS = "10000";

	/** One step, so that a session without a time to live is never there. */
	private static final String WRITE_SESSION = "redis.call('HMSET', KEYS[1], unpack(ARGV, 2))"
			+ " redis.call('PEXPIRE', KEYS[1], ARGV[1]) return 1";

	private final Node node;

	RoundTripProbe(Node node) {
		this.node = node;
	}

	Facts.RoundTrip cache(DiagnosisSettings.CacheUse use) {
		String name = use.names().isEmpty() ? "resilient-redis-diagnosis" : use.names().get(0);
		byte[] key = bytes(use.keyPrefix() + name + "::diagnosis-" + UUID.randomUUID());
		byte[] value = use.serializer().equals("json") ? bytes("\"diagnosis\"") : serialized("diagnosis");
		return run(key, Question.of("SET").key(key).add(value).add("PX").add(LIFE_MILLIS), Question.of("GET").key(key),
				(reply) -> reply.value() instanceof byte[] read && Arrays.equals(read, value));
	}

	Facts.RoundTrip session(DiagnosisSettings.SessionUse use) {
		byte[] key = bytes(use.keyPrefix() + "diagnosis-" + UUID.randomUUID());
		long now = System.currentTimeMillis();
		Question write = Question.of("EVAL").add(WRITE_SESSION).add("1").key(key).add(LIFE_MILLIS);
		List<Map.Entry<String, Object>> fields = List.of(Map.entry("creationTime", now),
				Map.entry("lastAccessedTime", now), Map.entry("maxInactiveInterval", 10));
		fields.forEach((field) -> write.add(field.getKey()).add(serialized(field.getValue())));
		return run(key, write, Question.of("HGETALL").key(key), (reply) -> hasAll(reply, fields));
	}

	private static boolean hasAll(Answer reply, List<Map.Entry<String, Object>> fields) {
		Map<String, @Nullable Object> read = reply.map();
		return fields.stream()
			.allMatch((field) -> read.get(field.getKey()) instanceof byte[] bytes
					&& Arrays.equals(bytes, serialized(field.getValue())));
	}

	private Facts.RoundTrip run(byte[] key, Question write, Question read, Predicate<Answer> expected) {
		long begin = System.nanoTime();
		List<String> problems = new ArrayList<>();
		if (succeeds(write, problems)) {
			Answer reply = this.node.ask(read);
			if (!reply.isReply()) {
				problems.add(read + ": " + reply.problem());
			}
			else if (!expected.test(reply)) {
				problems.add("what was read is not what was written");
			}
		}
		// Also if writing seems to have failed: a late command may still have been done.
		succeeds(Question.of("DEL").key(key), problems);
		double millis = LatencyProbe.millis(System.nanoTime() - begin);
		return new Facts.RoundTrip(problems.isEmpty(), millis, problems.isEmpty() ? null : problems.get(0));
	}

	private boolean succeeds(Question question, List<String> problems) {
		Answer answer = this.node.ask(question);
		if (!answer.isReply()) {
			problems.add(question + ": " + answer.problem());
		}
		return answer.isReply();
	}

	private static byte[] serialized(Object value) {
		return RedisSerializer.java().serialize(value);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
