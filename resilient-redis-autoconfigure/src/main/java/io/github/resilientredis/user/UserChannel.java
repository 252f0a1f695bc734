/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import io.github.resilientredis.guard.NodeChannel;

/**
 * Hears from other nodes which users they wrote or deleted.
 */
final class UserChannel implements NodeChannel.Listener {

	private final UserMemory memory;

	private final UserUpkeep upkeep;

	UserChannel(UserMemory memory, UserUpkeep upkeep) {
		this.memory = memory;
		this.upkeep = upkeep;
	}

	/** What cannot be read may have made a copy old. */
	@Override
	public void received(byte[] message) {
		UserMessage heard = UserMessage.of(message);
		if (heard == null) {
			this.upkeep.refresh();
			return;
		}
		UserState state = heard.state();
		if (state == null) {
			this.memory.died(heard.id());
		}
		else if (heard.putBack()) {
			this.memory.refresh(state);
		}
		else {
			this.memory.hear(state);
		}
	}

	@Override
	public void missed() {
		this.upkeep.refresh();
	}

}
