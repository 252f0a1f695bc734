/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * An application that is nothing but its embedded server, and waits for its end.
 */
final class EmbeddedRedisMain {

	private EmbeddedRedisMain() {
	}

	/**
	 * Start it.
	 * @param args the file to write the process id and the directory to, and whether to
	 * hang the server
	 */
	public static void main(String[] args) throws Exception {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		application.getEnvironment().getSystemProperties().put(RedisEnvironment.MODE, "embedded");
		application.register(EmbeddedRedisConfiguration.class);
		application.registerShutdownHook();
		application.refresh();
		EmbeddedRedis redis = application.getBean(EmbeddedRedis.class);
		if (Boolean.parseBoolean(args[1])) {
			redis.process().hang();
		}
		Path ready = Files.write(Path.of(args[0] + ".new"),
				List.of(String.valueOf(redis.pid()), redis.directory().toString()));
		Files.move(ready, Path.of(args[0]));
		// Its end is not this method's.
		new CountDownLatch(1).await();
	}

}
