/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.cache;

import java.util.List;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What the library's loggers say, at any level.
 */
public final class CapturedLog implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.resilientredis");

	private final Level level = this.logger.getLevel();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	public CapturedLog() {
		this.appender.start();
		this.logger.setLevel(Level.TRACE);
		this.logger.addAppender(this.appender);
	}

	/**
	 * The messages so far that contain a text.
	 */
	public List<String> lines(String text) {
		return List.copyOf(this.appender.list)
			.stream()
			.map(ILoggingEvent::getFormattedMessage)
			.filter((line) -> line.contains(text))
			.toList();
	}

	/**
	 * The messages so far of one logger, from INFO up.
	 */
	public List<String> linesOf(Class<?> source) {
		return List.copyOf(this.appender.list)
			.stream()
			.filter((event) -> event.getLoggerName().equals(source.getName()))
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/** All that was logged so far, with what was thrown, a line for each. */
	public String everything() {
		return List.copyOf(this.appender.list)
			.stream()
			.map((event) -> event.getLoggerName() + " " + event.getFormattedMessage() + " "
					+ ThrowableProxyUtil.asString(event.getThrowableProxy()))
			.collect(Collectors.joining("\n"));
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(this.level);
	}

}
