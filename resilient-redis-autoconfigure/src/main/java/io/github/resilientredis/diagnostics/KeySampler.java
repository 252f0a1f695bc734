/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Looks at some keys: walks over a bounded number of them with {@code SCAN}, and asks a
 * bounded sample for its time to live. Keys that end meanwhile are left out.
 */
final class KeySampler {

	private static final String PAGE = "500";

	private static final int MAX_PAGES = 20;

	private KeySampler() {
	}

	static NodeFacts.@Nullable Keys sample(Node node, DiagnosisSettings settings, Unanswered unanswered) {
		List<KeyKind> kinds = KeyKind.of(settings);
		String cursor = "0";
		long seen = 0;
		for (int page = 0; page < MAX_PAGES; page++) {
			Answer answer = node.ask("SCAN", cursor, "COUNT", PAGE);
			if (unanswered.note("SCAN", answer) || answer.list().size() < 2) {
				return null;
			}
			cursor = Answer.text(answer.list().get(0));
			List<?> keys = Answer.reply(answer.list().get(1)).list();
			seen += keys.size();
			keys.forEach((key) -> offer(key, kinds));
			if (cursor.equals("0")) {
				break;
			}
		}
		return new NodeFacts.Keys(seen, cursor.equals("0"),
				kinds.stream().map((kind) -> examine(kind, node, unanswered)).toList());
	}

	private static void offer(@Nullable Object key, List<KeyKind> kinds) {
		if (key instanceof byte[] bytes) {
			kinds.forEach((kind) -> kind.offer(bytes));
		}
	}

	private static NodeFacts.Kind examine(KeyKind kind, Node node, Unanswered unanswered) {
		List<Answer> lives = node.askAll(kind.sample().stream().map((key) -> Question.of("PTTL").key(key)).toList());
		lives.forEach((answer) -> unanswered.note("PTTL", answer));
		List<Long> millis = lives.stream().map(Answer::number).filter(Objects::nonNull).toList();
		int present = (int) millis.stream().filter((life) -> life != -2).count();
		int endless = (int) millis.stream().filter((life) -> life == -1).count();
		return new NodeFacts.Kind(kind.name(), present, endless, kind.isCache() ? serialized(kind, node) : 0);
	}

	/** Those that begin as Java's serialization does. */
	private static int serialized(KeyKind kind, Node node) {
		List<Answer> beginnings = node
			.askAll(kind.sample().stream().map((key) -> Question.of("GETRANGE").key(key).add("0").add("1")).toList());
		return (int) beginnings.stream().filter((answer) -> isMagic(answer.value())).count();
	}

	private static boolean isMagic(@Nullable Object value) {
		return value instanceof byte[] bytes && bytes.length == 2 && (bytes[0] & 0xff) == 0xac
				&& (bytes[1] & 0xff) == 0xed;
	}

}
