/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/**
 * How the nodes of the contract keep sessions.
 */
enum SessionKind {

	LOCAL(SessionFallback.LOCAL, FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE),

	JDBC(SessionFallback.JDBC, FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE),

	NONE(SessionFallback.NONE, FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE),

	LOCAL_IMMEDIATE(SessionFallback.LOCAL, FlushMode.IMMEDIATE, SaveMode.ON_GET_ATTRIBUTE),

	LOCAL_ALWAYS(SessionFallback.LOCAL, FlushMode.ON_SAVE, SaveMode.ALWAYS);

	private final SessionFallback fallback;

	private final FlushMode flush;

	private final SaveMode save;

	SessionKind(SessionFallback fallback, FlushMode flush, SaveMode save) {
		this.fallback = fallback;
		this.flush = flush;
		this.save = save;
	}

	SaveMode saveMode() {
		return this.save;
	}

	boolean isImmediate() {
		return this.flush == FlushMode.IMMEDIATE;
	}

	SessionNode.Setup setup(SessionDatabase database) {
		SessionNode.Setup setup = switch (this.fallback) {
			case LOCAL -> SessionNode.Setup.LOCAL;
			case JDBC -> SessionNode.Setup.jdbc(database);
			case NONE -> SessionNode.Setup.LOCAL.none();
		};
		return setup.modes(this.flush, this.save);
	}

}
