/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The answer when sessions are not available.
 */
class SessionUnavailableFilterTests {

	private static final SessionUnavailableException UNAVAILABLE = new SessionUnavailableException(null);

	private final Filter filter = new SessionUnavailableFilter(0);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void sessionsThatAreNotAvailableAreAProblemWithATimeToRetry() throws Exception {
		send((request, answer) -> {
			throw UNAVAILABLE;
		});
		assertThatItIsTheProblem();
	}

	@Test
	void itIsFoundHoweverItWasWrapped() throws Exception {
		send((request, answer) -> {
			throw new ServletException("a", new IllegalStateException("b", new IOException(UNAVAILABLE)));
		});
		assertThatItIsTheProblem();
	}

	@Test
	void whatHadBeenWrittenIsDropped() throws Exception {
		send((request, answer) -> {
			answer.setContentType("text/html");
			answer.getWriter().write("<p>Hello");
			throw UNAVAILABLE;
		});
		assertThatItIsTheProblem();
	}

	@Test
	void anAnswerThatIsOnItsWayStays() {
		assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> send((request, answer) -> {
			answer.getWriter().write("Hello");
			answer.flushBuffer();
			throw UNAVAILABLE;
		}));
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	@Test
	void otherFailuresStayWhatTheyAre() {
		IllegalStateException outer = new IllegalStateException("outer");
		IllegalStateException inner = new IllegalStateException("inner", outer);
		outer.initCause(inner);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> send((request, answer) -> {
			throw outer;
		})).isSameAs(outer);
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> send((request, answer) -> {
			throw new ServletException("no cause");
		})).withMessage("no cause");
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

	private void send(FilterChain chain) throws ServletException, IOException {
		this.filter.doFilter(new MockHttpServletRequest(), this.response, chain);
	}

	private void assertThatItIsTheProblem() throws Exception {
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getErrorMessage()).isNull();
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("1");
		assertThat(this.response.getContentType()).startsWith("application/problem+json");
		assertThat(this.response.getContentAsString())
			.isEqualTo("{\"type\":" + "\"https://iana.org/assignments/http-problem-types#temporary-reduced-capacity\","
					+ "\"title\":\"Service unavailable\",\"status\":503,"
					+ "\"detail\":\"Sessions are not available for the moment. Try again in 1 second.\"}");
		assertThat(this.response.getContentLength()).isEqualTo(this.response.getContentAsByteArray().length);
	}

}
