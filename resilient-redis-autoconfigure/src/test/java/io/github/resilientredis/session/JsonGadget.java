/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

/**
 * Says that it was loaded, or made, to whoever looks. Nobody else may mention it but by
 * name.
 */
public class JsonGadget {

	static {
		System.setProperty("resilient-redis.tests.json-gadget", "loaded");
	}

	private String command = "";

	public JsonGadget() {
		System.setProperty("resilient-redis.tests.json-gadget", "made");
	}

	public String getCommand() {
		return this.command;
	}

	public void setCommand(String command) {
		this.command = command;
	}

}
