/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The two shops that are compared.
 */
enum Flavour {

	PLAIN("plain", "PlainShop", "plain Spring Boot"), STARTER("starter", "StarterShop", "with the starter");

	private static final String SHOP = "io.github.resilientredis.benchmarks.shop.";

	private final String id;

	private final String application;

	private final String title;

	Flavour(String id, String application, String title) {
		this.id = id;
		this.application = application;
		this.title = title;
	}

	String id() {
		return this.id;
	}

	String title() {
		return this.title;
	}

	/** Which comes first takes turns: A B B A, so that drift of the machine cancels. */
	static List<Flavour> order(int round) {
		return (round % 2 == 0) ? List.of(PLAIN, STARTER) : List.of(STARTER, PLAIN);
	}

	List<String> command(int redisPort) throws IOException {
		Path target = Path.of("target");
		String classPath = target.resolve("classes") + ":"
				+ Files.readString(target.resolve(this.id + ".classpath")).strip();
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx512m",
				"-cp", classPath, SHOP + this.application, "--spring.profiles.active=" + this.id,
				"--spring.data.redis.port=" + redisPort);
	}

}
