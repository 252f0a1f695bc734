/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;

/**
 * Says that it was deserialized to whoever looks.
 */
public class JdkGadget implements Serializable {

	@Serial
	private static final long serialVersionUID = 1;

	@Serial
	private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
		in.defaultReadObject();
		System.setProperty("resilient-redis.tests.jdk-gadget", "made");
	}

}
