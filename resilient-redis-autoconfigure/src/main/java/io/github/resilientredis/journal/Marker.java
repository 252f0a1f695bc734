/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.resilientredis.guard.Failures;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of Redis's data since this node last saw it. Key:
 * {@code <prefix>marker}, a string as in {@link MarkerValue}, without expiry. Commands:
 * EVAL, and in it GETRANGE and SET; GETRANGE alone to {@link #read}. Immutable.
 *
 * <p>
 * An epoch is advanced on one run of one server only, and so its beats are in one line.
 * Whoever is the first to meet another run writes, before anything else is written there,
 * a new epoch that says at which beat of the old one the data had arrived. Snapshots and
 * replicas carry the marker with the data, so whatever data come back, the marker in them
 * says which line they are a part of, and how far; and what other nodes do afterwards
 * happens in an epoch of its own and cannot pass for the old one. A node compares what it
 * saw with that: its beat is in the data, or it is not. Where the record of a line ends,
 * because a node was away for more meetings than are remembered, the answer is
 * {@link DataState#EMPTIED}.
 *
 * <p>
 * Anything under the key that is not a marker, whatever its type and size, is the loss of
 * the marker, and is overwritten: a foreign key must not keep Redis out of use. A server
 * that refuses writes fails {@link #meet} and {@link #beat}, if they have to write, with
 * its own error.
 */
final class Marker {

	/** How many meetings with new servers a node may miss. */
	static final int MAX_ANCESTORS = 64;

	private static final Pattern RUN = Pattern.compile("[0-9A-Za-z:._-]{1,128}");

	// ARGV: meet, beat or both, run or ?, an unused epoch, epoch and beat last seen,
	// ancestors
	private static final byte[] SCRIPT = bytes(
			"""
					local run, next, max = ARGV[2], ARGV[3], tonumber(ARGV[6])
					local text = redis.pcall('GETRANGE', KEYS[1], 0, 4095)
					if type(text) == 'table' then
					  if not string.find(text.err, 'WRONGTYPE', 1, true) then return text end
					  text = ''
					end
					local epoch, beat, at, rest = string.match(text, '^rr1 (%x+) (%d+) ([%w:._?%-]+) ([%x:,]*)$')
					local ours = epoch and #text <= 4095 and #epoch == 16 and #beat <= 15 and #at <= 128
					local ancestors = {}
					if ours and rest ~= '' then
					  for ancestor in string.gmatch(rest .. ',', '([^,]*),') do
					    local e, b = string.match(ancestor, '^(%x+):(%d+)$')
					    ours = ours and e and #e == 16 and #b <= 15
					    table.insert(ancestors, ancestor)
					  end
					end
					if not ours then
					  epoch, beat, at, ancestors = next, 0, run, {}
					else
					  local seen = epoch == ARGV[4] and tonumber(beat) < tonumber(ARGV[5])
					  local other = run ~= '?' and run ~= at
					  if seen or other or (run == '?' and ARGV[1] ~= 'beat') then
					    table.insert(ancestors, 1, epoch .. ':' .. beat)
					    epoch, beat, at = next, 0, run
					  elseif ARGV[1] == 'meet' then
					    return text
					  end
					end
					if ARGV[1] ~= 'meet' then beat = tonumber(beat) + 1 end
					while #ancestors > max do table.remove(ancestors) end
					text = 'rr1 ' .. epoch .. ' ' .. string.format('%.0f', beat) .. ' ' .. at .. ' ' .. table.concat(ancestors, ',')
					redis.call('SET', KEYS[1], text)
					return text
					""");

	private final byte[] key;

	private final Supplier<String> epochs;

	private final int maxAncestors;

	/**
	 * A marker.
	 * @param key where it is
	 * @param epochs unique identities of 16 hexadecimal digits each; thread-safe
	 * @param maxAncestors how many meetings with new servers a node may miss, at most
	 * {@link #MAX_ANCESTORS}
	 */
	Marker(byte[] key, Supplier<String> epochs, int maxAncestors) {
		this.key = key;
		this.epochs = epochs;
		this.maxAncestors = Math.min(maxAncestors, MAX_ANCESTORS);
	}

	static Marker at(byte[] key) {
		SecureRandom random = new SecureRandom();
		return new Marker(key, () -> HexFormat.of().toHexDigits(random.nextLong()), MAX_ANCESTORS);
	}

	/** Where it is; not to be changed. */
	byte[] key() {
		return this.key;
	}

	/**
	 * Look at the data on a new connection, before anything else is written on it, and
	 * make sure that what happens from now on is told apart from what other servers
	 * forgot.
	 * @param redis the commands of that connection
	 * @param serverRun which run of the server it leads to; {@code null} if unknown, and
	 * then it is taken for another one each time
	 * @param lastSeen what this node last saw, {@code null} if it never did
	 * @return what was found; fails as the server does
	 */
	CompletionStage<MarkerFinding> meet(RedisClusterAsyncCommands<byte[], byte[]> redis, @Nullable String serverRun,
			@Nullable MarkerValue lastSeen) {
		String run = known(serverRun);
		return eval(redis, "meet", run, lastSeen)
			.thenApply((now) -> MarkerFinding.of(lastSeen, now, isSame(run, lastSeen)));
	}

	/**
	 * Advance the beat, on a connection on which {@link #meet} succeeded, or at least
	 * {@link #read}, whose meeting is then made up for. What this node wrote and was
	 * acknowledged before this call is in all data that hold this beat.
	 * @param redis the commands of that connection
	 * @param serverRun as when it was met
	 * @param lastSeen what this node last saw
	 * @return what was found: another state than {@link DataState#KEPT} if the data were
	 * exchanged behind the connection; that is then recorded as by {@link #meet}; fails
	 * as the server does
	 */
	CompletionStage<MarkerFinding> beat(RedisClusterAsyncCommands<byte[], byte[]> redis, @Nullable String serverRun,
			MarkerValue lastSeen) {
		String what = lastSeen.run().equals(MarkerValue.UNMET_RUN) ? "both" : "beat";
		return eval(redis, what, known(serverRun), lastSeen).thenApply((now) -> MarkerFinding.of(lastSeen, now, true));
	}

	/**
	 * Look at the data without writing, where the server refuses to write.
	 * @param redis the commands of the connection
	 * @param serverRun which run of the server it leads to, {@code null} if unknown
	 * @param lastSeen what this node last saw, {@code null} if it never did
	 * @return what was found; fails as the server does
	 */
	CompletionStage<MarkerFinding> read(RedisClusterAsyncCommands<byte[], byte[]> redis, @Nullable String serverRun,
			@Nullable MarkerValue lastSeen) {
		String run = known(serverRun);
		return redis.getrange(this.key, 0, MarkerValue.MAX_LENGTH)
			.exceptionally(Marker::nothingIfForeign)
			.thenApply(
					(text) -> MarkerFinding.of(lastSeen, seenOn(run, MarkerValue.parse(text)), isSame(run, lastSeen)));
	}

	private CompletionStage<@Nullable MarkerValue> eval(RedisClusterAsyncCommands<byte[], byte[]> redis, String what,
			String run, @Nullable MarkerValue lastSeen) {
		String epoch = (lastSeen != null) ? lastSeen.position().epoch() : "";
		long beat = (lastSeen != null) ? lastSeen.position().beat() : 0;
		return redis
			.<byte[]>eval(SCRIPT, ScriptOutputType.VALUE, new byte[][] { this.key }, bytes(what), bytes(run),
					bytes(this.epochs.get()), bytes(epoch), bytes(String.valueOf(beat)),
					bytes(String.valueOf(this.maxAncestors)))
			.thenApply(MarkerValue::parse);
	}

	private static byte[] nothingIfForeign(Throwable failure) {
		Throwable cause = Failures.cause(failure);
		if (cause instanceof RedisCommandExecutionException
				&& String.valueOf(cause.getMessage()).startsWith("WRONGTYPE")) {
			return new byte[0];
		}
		throw (failure instanceof CompletionException ex) ? ex : new CompletionException(failure);
	}

	/** Not where the marker was written, but where this node saw it. */
	private static @Nullable MarkerValue seenOn(String run, @Nullable MarkerValue found) {
		return (found != null) ? found.on(run.equals(MarkerValue.UNKNOWN_RUN) ? MarkerValue.UNMET_RUN : run) : null;
	}

	private static boolean isSame(String run, @Nullable MarkerValue lastSeen) {
		return lastSeen != null && !run.equals(MarkerValue.UNKNOWN_RUN) && run.equals(lastSeen.run());
	}

	private static String known(@Nullable String serverRun) {
		return (serverRun != null && RUN.matcher(serverRun).matches()) ? serverRun : MarkerValue.UNKNOWN_RUN;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
