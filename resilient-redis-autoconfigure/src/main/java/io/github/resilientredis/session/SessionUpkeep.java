/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is done for sessions beside requests: every second their uses are written, every
 * minute expired ones are forgotten, and copies are compared with Redis when other nodes
 * may have ended sessions unheard. One thread, which waits for nothing but the database;
 * if there is one, a second thread does that.
 *
 * <p>
 * {@code uses} belongs to the database's thread.
 */
final class SessionUpkeep {

	private static final Log logger = LogFactory.getLog(ResilientSessionRepository.class);

	private static final int USES_EVERY = 10;

	private static final int SWEEP_EVERY = 60;

	private static final int PAGE = 500;

	private final SessionParts parts;

	private final Touches touches;

	private final ScheduledExecutorService thread = thread("resilient-redis-sessions");

	private final @Nullable ScheduledExecutorService databaseThread;

	private final Map<String, SessionTouch> uses = new HashMap<>();

	private final CopyCheck check;

	private final SessionEvents events;

	private int seconds;

	SessionUpkeep(SessionParts parts, Touches touches, SessionEvents events) {
		this.events = events;
		this.parts = parts;
		this.touches = touches;
		this.check = new CopyCheck(parts);
		this.databaseThread = (parts.database() != null) ? thread("resilient-redis-sessions-jdbc") : null;
		this.thread.scheduleWithFixedDelay(() -> safely(this::second), 1, 1, TimeUnit.SECONDS);
	}

	private static ScheduledExecutorService thread(String name) {
		return Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
	}

	private void second() {
		this.seconds++;
		List<SessionTouch> written = this.touches.flush();
		boolean minute = this.seconds % SWEEP_EVERY == 0;
		if (minute) {
			this.parts.memory().forgetExpired(this.events::expired);
		}
		inDatabase((database) -> {
			written.forEach((touch) -> this.uses.put(touch.id(), touch));
			if (this.seconds % USES_EVERY == 0 || this.uses.values().stream().anyMatch(SessionUpkeep::isShort)) {
				noteUses(database);
			}
			if (minute) {
				database.removeExpired();
			}
		});
	}

	/** Ten seconds matter to it. */
	private static boolean isShort(SessionTouch touch) {
		return touch.maxInactive() >= 0 && touch.maxInactive() < SWEEP_EVERY * USES_EVERY;
	}

	private void noteUses(SessionDatabase database) {
		List<SessionTouch> noted = new ArrayList<>(this.uses.values());
		this.uses.clear();
		List<String> unknown = noted.isEmpty() ? List.of() : database.touch(noted);
		if (!unknown.isEmpty() && !this.parts.doubt().isIn()) {
			// From before there was a database, if Redis has them.
			execute(this.thread, () -> this.check.adopt(unknown, (copy) -> inDatabase((same) -> adopt(same, copy))));
		}
	}

	private void adopt(SessionDatabase database, LocalCopy copy) {
		String id = copy.session().id();
		if (!this.parts.memory().isEnded(id)) {
			database.create(copy.session(), null);
			if (this.parts.memory().isEnded(id)) {
				database.end(id);
			}
		}
	}

	/** Other nodes may have ended sessions unheard. */
	void compare() {
		execute(this.thread, () -> this.check.run(this.parts.memory().allLiving()));
	}

	/**
	 * End a session in the database once more, now that Redis knows that it has ended.
	 */
	void endInDatabase(String id) {
		inDatabase((database) -> database.end(id));
	}

	/** Put all that the database has into a Redis that lost data. */
	void refill() {
		inDatabase((database) -> {
			long count = 0;
			List<StoredSession> page = database.page("", PAGE);
			while (!page.isEmpty()) {
				this.parts.doubt().begin();
				count += this.check.refill(page);
				page = database.page(page.get(page.size() - 1).id(), PAGE);
			}
			if (count > 0) {
				logger.info(
						"Redis had lost data: of " + count + " sessions in the database, those it missed are put back");
			}
		});
	}

	private void inDatabase(Consumer<SessionDatabase> task) {
		SessionDatabase database = this.parts.database();
		if (database != null && this.databaseThread != null) {
			execute(this.databaseThread, () -> task.accept(database));
		}
	}

	private void execute(ScheduledExecutorService executor, Runnable task) {
		try {
			executor.execute(() -> safely(task));
		}
		catch (RejectedExecutionException ex) {
			// Stopped meanwhile.
		}
	}

	private void safely(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Looking after sessions failed and is tried again: " + ex.getClass().getName());
		}
	}

	/** Write the last uses, and end. */
	void stop() {
		this.thread.shutdownNow();
		safely(this.touches::flush);
		ScheduledExecutorService last = this.databaseThread;
		if (last != null) {
			inDatabase(this::noteUses);
			last.shutdown();
			try {
				last.awaitTermination(2, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			last.shutdownNow();
		}
	}

}
