/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.client;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

/**
 * A JVM of its own that is told what to do in lines, and answers in lines. It ends by
 * itself when this JVM does, if it {@link #nextLine reads} what it is told.
 *
 * <p>
 * What it prints is collected by one thread, under the lock of the list, and read by any.
 */
final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private final Thread reader;

	/** Up to where answers were asked for. */
	private int seen;

	private ChildJvm(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "output of " + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Starts one.
	 * @param home where its Java is
	 * @param classPath what its classes are
	 * @param command options, main class and arguments
	 */
	static ChildJvm start(Path home, String classPath, List<String> command) throws IOException {
		List<String> words = new ArrayList<>(
				List.of(home.resolve("bin/java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", classPath));
		words.addAll(command);
		return new ChildJvm(new ProcessBuilder(words).redirectErrorStream(true).start());
	}

	/** In the child: the next line it is told, or {@code "end"} when nobody is there. */
	static String nextLine(BufferedReader in) throws IOException {
		String line = in.readLine();
		return (line != null) ? line : "end";
	}

	/** In the child: answers, past all redirection of its output. */
	static void answer(String line) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		out.println("\n" + line);
	}

	/** Tells it a line. */
	void tell(String line) throws IOException {
		Writer writer = this.process.outputWriter();
		writer.write(line + "\n");
		writer.flush();
	}

	/**
	 * Waits for the next line that begins in a way.
	 * @return the rest of that line
	 */
	String hear(String beginning, Duration atMost) {
		long end = System.nanoTime() + atMost.toNanos();
		while (find(beginning) < 0 && this.process.isAlive() && System.nanoTime() < end) {
			LockSupport.parkNanos(5_000_000);
		}
		join();
		int found = find(beginning);
		if (found < 0) {
			throw new IllegalStateException("It does not say " + beginning + ":\n" + String.join("\n", output()));
		}
		this.seen = found + 1;
		return output().get(found).substring(beginning.length()).strip();
	}

	private int find(String beginning) {
		List<String> lines = output();
		for (int i = this.seen; i < lines.size(); i++) {
			if (lines.get(i).startsWith(beginning)) {
				return i;
			}
		}
		return -1;
	}

	/** All it has printed. */
	List<String> output() {
		synchronized (this.output) {
			return List.copyOf(this.output);
		}
	}

	/** Asks it to end: SIGTERM. */
	void terminate() {
		this.process.destroy();
	}

	/** Waits until it has ended by itself. */
	int status(Duration atMost) throws InterruptedException {
		if (!this.process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("It does not end:\n" + String.join("\n", output()));
		}
		join();
		return this.process.exitValue();
	}

	/** What a process that has ended has said is all there afterwards. */
	private void join() {
		if (!this.process.isAlive()) {
			try {
				this.reader.join(5000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				synchronized (this.output) {
					this.output.add(line);
				}
			}
		}
		catch (IOException ex) {
			if (this.process.isAlive()) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		this.process.toHandle().destroyForcibly();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !this.process.isAlive());
		join();
	}

}
