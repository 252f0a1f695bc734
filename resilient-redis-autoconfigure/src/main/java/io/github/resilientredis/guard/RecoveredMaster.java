/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A master that a recovery is about.
 *
 * @param tag a hash tag whose slot this master serves, the same for all nodes; empty if
 * there is one master for all keys
 * @param serverRun which run of the server answers: another value means that the server
 * was restarted or is another one; {@code null} if the server does not tell
 * @param owns whether a key is one of this master's
 */
public record RecoveredMaster(String tag, @Nullable String serverRun, Predicate<byte[]> owns) {

	/**
	 * The key of this master that stands for a key of which there is one a master.
	 * @param name the key where there is one master for all
	 * @return the key
	 */
	public String key(String name) {
		if (this.tag.isEmpty()) {
			return name;
		}
		// A tag in the name itself would count first.
		return (name.indexOf('{') < 0) ? name + ":{" + this.tag + "}" : "{" + this.tag + "}" + name;
	}

}
