/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.dockerjava.api.command.CreateContainerCmd;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Runs a Redis or Valkey image. Each start is a new container; port and data stay,
 * because the host port is fixed and the data directory is mounted.
 */
final class ContainerBackend implements ServerBackend {

	private static final Path DATA = Path.of("/data");

	private final DockerImageName image;

	ContainerBackend(String image) {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			throw new IllegalStateException(
					"RESILIENT_REDIS_TEST_IMAGE is set to " + image + ", but no Docker engine answers; unset it");
		}
		this.image = DockerImageName.parse(image);
	}

	@Override
	public RunningServer launch(ServerKind kind, Path directory, int port, List<String> directives) {
		List<String> command = new ArrayList<>(kind.leading(directory, DATA));
		command.addAll(List.of("--port", String.valueOf(port), "--bind", kind.isLinked() ? RedisServer.HOST : "0.0.0.0",
				"--protected-mode", "no"));
		command.addAll(List.of("--dir", DATA.toString(), "--daemonize", "no"));
		command.addAll(directives);
		GenericContainer<?> container = new GenericContainer<>(this.image)
			.withFileSystemBind(directory.toString(), DATA.toString(), BindMode.READ_WRITE)
			.withCommand(command.toArray(String[]::new))
			.withCreateContainerCmdModifier((create) -> runAsOwner(create, directory))
			.waitingFor(new NoWait());
		if (kind.isLinked()) {
			// The servers tell each other and the clients one address, which must be
			// valid for all.
			container.withNetworkMode("host");
		}
		else {
			container.withExposedPorts(port);
			container.setPortBindings(List.of(RedisServer.HOST + ":" + port + ":" + port));
		}
		start(container);
		return new ServerContainer(container);
	}

	private static void start(GenericContainer<?> container) {
		try {
			container.start();
		}
		catch (RuntimeException ex) {
			String causes = Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause)
				.map(String::valueOf)
				.collect(Collectors.joining("\n"));
			String logs = (container.getContainerId() != null) ? container.getLogs() : "";
			container.stop();
			if (causes.contains("port is already allocated") || causes.contains("address already in use")) {
				throw new StartUp.PortTakenException(causes);
			}
			throw new IllegalStateException("The container did not start\n" + causes + "\n" + logs, ex);
		}
	}

	/** Or the files in our directory would not be ours to read and delete. */
	private static void runAsOwner(CreateContainerCmd create, Path directory) {
		try {
			create
				.withUser(Files.getAttribute(directory, "unix:uid") + ":" + Files.getAttribute(directory, "unix:gid"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The kit waits itself, the same way on each backend. */
	private static final class NoWait extends AbstractWaitStrategy {

		@Override
		protected void waitUntilReady() {
		}

	}

}
