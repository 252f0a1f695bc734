/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body may not be longer than so many bytes. For the request's thread.
 */
class LimitedRequest extends HttpServletRequestWrapper {

	private final int maxBytes;

	private @Nullable ServletInputStream body;

	LimitedRequest(HttpServletRequest request, int maxBytes) {
		super(request);
		this.maxBytes = maxBytes;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		ServletInputStream open = this.body;
		if (open == null) {
			open = new LimitedStream(super.getInputStream(), this.maxBytes);
			this.body = open;
		}
		return open;
	}

	@Override
	public BufferedReader getReader() throws IOException {
		String encoding = getCharacterEncoding();
		Charset charset = (encoding != null) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
		return new BufferedReader(new InputStreamReader(getInputStream(), charset));
	}

	/**
	 * More was sent than is allowed.
	 */
	@SuppressWarnings("serial")
	static final class TooLargeException extends IOException {

		private TooLargeException(int maxBytes) {
			super("The request has more than " + maxBytes + " bytes");
		}

		/**
		 * Whether it is why something else went wrong.
		 * @param failure what went wrong
		 * @return whether it is
		 */
		static boolean isCauseOf(Throwable failure) {
			Throwable cause = failure;
			for (int depth = 0; cause != null && depth < 10; depth++) {
				if (cause instanceof TooLargeException) {
					return true;
				}
				cause = cause.getCause();
			}
			return false;
		}

	}

	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream stream;

		private final int maxBytes;

		private int bytes;

		private LimitedStream(ServletInputStream stream, int maxBytes) {
			this.stream = stream;
			this.maxBytes = maxBytes;
		}

		@Override
		public int read() throws IOException {
			int value = this.stream.read();
			count((value >= 0) ? 1 : 0);
			return value;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int read = this.stream.read(target, offset, length);
			count(Math.max(read, 0));
			return read;
		}

		private void count(int more) throws TooLargeException {
			this.bytes += more;
			if (this.bytes > this.maxBytes) {
				throw new TooLargeException(this.maxBytes);
			}
		}

		@Override
		public boolean isFinished() {
			return this.stream.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.stream.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.stream.setReadListener(listener);
		}

	}

}
