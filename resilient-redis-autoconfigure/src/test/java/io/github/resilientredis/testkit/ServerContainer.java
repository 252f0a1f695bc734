/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import org.testcontainers.containers.GenericContainer;

/**
 * A server that runs in a container.
 */
final class ServerContainer implements RunningServer {

	private final GenericContainer<?> container;

	ServerContainer(GenericContainer<?> container) {
		this.container = container;
	}

	@Override
	public boolean isAlive() {
		return this.container.isRunning();
	}

	/**
	 * The engine refuses to publish a port that is taken, so whoever answers is this; one
	 * in the host's network ends by itself if the port is taken.
	 */
	@Override
	public boolean matches(String info) {
		return true;
	}

	@Override
	public void kill() {
		if (this.container.isRunning()) {
			this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
		}
		this.container.stop();
	}

	@Override
	public void pause() {
		this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public String output() {
		return this.container.getLogs();
	}

}
