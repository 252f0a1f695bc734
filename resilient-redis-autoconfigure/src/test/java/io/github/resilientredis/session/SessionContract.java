/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.session.SaveMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of sessions in every state of Redis and with every fallback: one list of
 * rules. Before the fault begins each has a session with two attributes on which two
 * requests work; what they may do then, {@link SessionSubject} knows and models. When the
 * fault is over the model must be found on all nodes, and by Spring Session.
 */
enum SessionContract {

	A_NEW_SESSION_IS_FOUND((subject) -> {
		ResilientSession session = subject.begin((each) -> each.setAttribute("new", 1));
		if (session != null) {
			subject.remember(session, "new", 1);
			subject.set(session, "later", 2);
		}
	}),

	A_NEW_SESSION_WITHOUT_ATTRIBUTES_IS_FOUND((subject) -> subject.begin((each) -> {
	})),

	A_NEW_SESSION_RENAMED_BEFORE_ITS_FIRST_SAVE_HAS_ITS_LAST_ID(
			(subject) -> subject.begin(ResilientSession::changeSessionId)),

	A_KNOWN_SESSION_IS_FOUND((subject) -> {
	}),

	AN_UNKNOWN_OR_MALFORMED_ID_IS_NO_SESSION((subject) -> {
		subject.unknown(UUID.randomUUID().toString(), true);
		subject.unknown("../" + UUID.randomUUID(), true);
		for (String id : new String[] { "", " ", "a:b", "expires:x", "{x}", "a\r\nb", "a\0b", "\u00e4", "\ud83d\ude00",
				"x".repeat(10_000), "a b" }) {
			subject.unknown(id, false);
		}
	}),

	A_CHANGE_IS_KEPT((subject) -> subject.set(subject.request(0), "a", "changed")),

	SEVERAL_SAVES_OF_ONE_REQUEST_ARE_KEPT((subject) -> {
		ResilientSession request = subject.request(0);
		for (int i = 0; i < 5; i++) {
			subject.set(request, "a", "v" + i);
			subject.set(request, "new" + i, i);
		}
	}),

	DIFFERENT_ATTRIBUTES_OF_TWO_REQUESTS_ARE_KEPT((subject) -> {
		ResilientSession first = subject.request(0);
		ResilientSession second = subject.request(1);
		subject.set(first, "c", 1);
		subject.set(second, "d", 2);
	}),

	OF_ONE_ATTRIBUTE_THE_LATER_SAVE_WINS((subject) -> {
		ResilientSession first = subject.request(0);
		ResilientSession second = subject.request(1);
		subject.set(second, "a", "first");
		subject.set(first, "a", "second");
	}),

	A_REMOVED_ATTRIBUTE_IS_GONE((subject) -> {
		if (subject.does(subject.request(0), (each) -> each.removeAttribute("a"))) {
			subject.remember(present(subject.request(0)), "a", null);
		}
	}),

	AN_ATTRIBUTE_SET_TO_NULL_IS_GONE_AND_MAY_COME_BACK((subject) -> {
		ResilientSession request = subject.request(0);
		subject.set(request, "a", null);
		subject.set(request, "b", null);
		subject.set(request, "a", "again");
	}),

	AN_ATTRIBUTE_OF_A_NEW_SESSION_CAN_BE_REMOVED((subject) -> {
		ResilientSession session = subject.begin((each) -> each.setAttribute("new", 1));
		if (session != null) {
			subject.remember(session, "new", 1);
			subject.set(session, "new", null);
		}
	}),

	A_DELETED_SESSION_IS_GONE((subject) -> subject.delete(subject.id(0))),

	A_SESSION_CAN_BE_DELETED_TWICE((subject) -> {
		subject.delete(subject.id(0));
		subject.delete(subject.id(0));
	}),

	A_NEW_SESSION_CAN_BE_DELETED((subject) -> {
		ResilientSession session = subject.begin((each) -> each.setAttribute("new", 1));
		if (session != null) {
			subject.delete(session.getId());
			subject.set(session, "new", 2);
		}
	}),

	A_SAVE_AFTER_THE_DELETION_IS_DROPPED((subject) -> {
		ResilientSession request = subject.request(0);
		ResilientSession other = subject.request(1);
		subject.delete(subject.id(0));
		subject.set(request, "a", "late");
		subject.interval(other, Duration.ofHours(9));
	}),

	A_TOUCH_AFTER_THE_DELETION_IS_DROPPED((subject) -> {
		ResilientSession request = subject.request(0);
		subject.delete(subject.id(0));
		subject.touch(request);
	}),

	A_DELETION_AFTER_A_CHANGE_WINS((subject) -> {
		subject.set(subject.request(0), "a", "changed");
		subject.delete(subject.id(0));
	}),

	A_TOUCH_CHANGES_NOTHING_ELSE((subject) -> subject.touch(subject.request(0))),

	A_ROTATED_SESSION_HAS_ITS_NEW_ID_ONLY((subject) -> subject.rotate(subject.request(0))),

	A_ROTATION_BRINGS_CHANGES_ALONG((subject) -> {
		subject.set(subject.request(1), "c", "before");
		ResilientSession request = subject.request(0);
		subject.rotate(request);
		subject.set(request, "d", "after");
	}),

	A_NEW_SESSION_CAN_BE_ROTATED((subject) -> {
		ResilientSession session = subject.begin((each) -> each.setAttribute("new", 1));
		if (session != null) {
			subject.remember(session, "new", 1);
			subject.rotate(session);
			subject.rotate(session);
		}
	}),

	A_CHANGE_UNDER_THE_OLD_ID_IS_DROPPED((subject) -> {
		ResilientSession late = subject.request(1);
		subject.rotate(subject.request(0));
		subject.set(late, "a", "late");
		subject.touch(late);
	}),

	A_DELETED_SESSION_CANNOT_BE_ROTATED((subject) -> {
		ResilientSession late = subject.request(0);
		subject.delete(subject.id(0));
		subject.rotate(late);
		subject.set(late, "a", "late");
	}),

	OF_TWO_ROTATIONS_ONE_WINS((subject) -> {
		ResilientSession first = subject.request(0);
		ResilientSession late = subject.request(1);
		subject.rotate(first);
		subject.rotate(late);
		subject.set(late, "a", "late");
		subject.set(first, "a", "first");
	}),

	DELETING_THE_OLD_ID_LEAVES_THE_NEW_ONE((subject) -> {
		String old = subject.id(0);
		subject.rotate(subject.request(0));
		subject.delete(old);
	}),

	DELETING_THE_NEW_ID_ENDS_IT((subject) -> {
		ResilientSession request = subject.request(0);
		subject.rotate(request);
		if (request != null) {
			subject.delete(request.getId());
			subject.set(request, "a", "late");
		}
	}),

	IT_CAN_BE_ROTATED_TWICE((subject) -> {
		ResilientSession request = subject.request(0);
		subject.rotate(request);
		subject.set(request, "a", "between");
		subject.rotate(request);
	}),

	AN_EXPIRED_SESSION_IS_NOT_REVIVED((subject) -> {
		ResilientSession request = subject.request(0);
		if (subject.interval(request, Duration.ofSeconds(1))) {
			subject.set(request, "a", "changed");
			subject.expires(subject.id(0));
		}
	}),

	A_NEW_SESSION_THAT_EXPIRED_DOES_NOT_REACH_REDIS((subject) -> {
		ResilientSession session = subject.begin((each) -> each.setMaxInactiveInterval(Duration.ofSeconds(1)));
		if (session != null) {
			subject.expires(session.getId());
		}
	}),

	A_SHORTER_INTERVAL_HOLDS((subject) -> subject.interval(subject.request(0), Duration.ofMinutes(2))),

	A_LONGER_INTERVAL_HOLDS((subject) -> subject.interval(subject.request(0), Duration.ofHours(5))),

	A_SESSION_WITHOUT_END_IS_KEPT_WITH_ONE((subject) -> subject.interval(subject.request(0), Duration.ofSeconds(-1))),

	WHAT_HAPPENS_TO_AN_OBJECT_AFTER_THE_SAVE_STAYS_OUTSIDE((subject) -> {
		List<String> list = new ArrayList<>(List.of("saved"));
		ResilientSession request = subject.request(0);
		if (subject.does(request, (each) -> each.setAttribute("list", list))) {
			subject.remember(present(request), "list", List.of("saved"));
		}
		list.add("later");
	}),

	WHAT_HAPPENS_TO_A_LOADED_OBJECT_IS_SAVED_AS_THE_MODE_SAYS((subject) -> {
		ResilientSession request = subject.request(0);
		boolean notices = subject.kind().saveMode() != SaveMode.ON_SET_ATTRIBUTE;
		if (notices && subject.does(request, (each) -> each.<List<String>>getRequiredAttribute("b").add("later"))) {
			subject.remember(present(request), "b", List.of("b", "later"));
		}
		else if (!notices && request != null) {
			request.<List<String>>getRequiredAttribute("b").add("later");
			subject.touch(request);
		}
	});

	private final Consumer<SessionSubject> rule;

	SessionContract(Consumer<SessionSubject> rule) {
		this.rule = rule;
	}

	void prepare(SessionSubject subject) {
		subject.plant(Map.of("a", "a", "b", new ArrayList<>(List.of("b"))));
	}

	void act(SessionSubject subject) {
		this.rule.accept(subject);
	}

	private static <T> T present(@Nullable T value) {
		assertThat(value).isNotNull();
		return value;
	}

}
