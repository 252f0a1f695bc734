/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.session;

import java.util.List;

import io.github.resilientredis.guard.LuaScript;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The scripts, which always run on the master. Their keys are those of
 * {@link SessionKeys#all}: the session, its end, its changes; all in one slot.
 *
 * <p>
 * Changes are numbered, so that the replay of an older one does not undo a newer one of
 * the same field. A change made now is newer than all that Redis has seen; one that is
 * replayed has the number of the time at which it was made.
 */
final class SessionScripts {

	private static final String ENDED = "if redis.call('exists', KEYS[2]) == 1 then return 1 end\n";

	// ARGV: when it expires
	private static final String EXPIRE = """
			redis.call('pexpireat', KEYS[1], ARGV[1])
			redis.call('pexpireat', KEYS[3], ARGV[1])
			return 0
			""";

	private static final String LIFE = """
			local time = redis.call('time')
			local life = tonumber(ARGV[1]) - time[1] * 1000 - math.floor(time[2] / 1000)
			""";

	/**
	 * Fields by turns with their values; none if there is no such session; a lone value
	 * if something else is in its place.
	 */
	static final LuaScript<List<Object>> READ = new LuaScript<>(ScriptOutputType.MULTI, SessionScripts::list, """
			if redis.call('exists', KEYS[2]) == 1 then return {} end
			local fields = redis.pcall('hgetall', KEYS[1])
			if fields.err and string.find(fields.err, '^%-?WRONGTYPE') then return {''} end
			return fields
			""");

	// ARGV: when it expires; fields by turns with their values
	static final LuaScript<WriteAnswer> CREATE = new LuaScript<>(ScriptOutputType.INTEGER, SessionScripts::answer,
			ENDED + """
					for i = 2, #ARGV, 1000 do
					  redis.call('hset', KEYS[1], unpack(ARGV, i, math.min(i + 999, #ARGV)))
					end
					redis.call('pexpireat', KEYS[1], ARGV[1])
					return 0
					""");

	// ARGV: when it expires; number of the change; how many of the values at the end are
	// numbered; fields by turns with their values
	static final LuaScript<WriteAnswer> CHANGE = new LuaScript<>(ScriptOutputType.INTEGER, SessionScripts::answer,
			ENDED + """
					if redis.call('exists', KEYS[1]) == 0 then return 2 end
					for i = 4, #ARGV, 1000 do
					  redis.call('hset', KEYS[1], unpack(ARGV, i, math.min(i + 999, #ARGV)))
					end
					for i = #ARGV - 2 * tonumber(ARGV[3]) + 1, #ARGV, 2 do
					  local seen = tonumber(redis.call('hget', KEYS[3], ARGV[i]) or '0')
					  local now = math.max(tonumber(ARGV[2]), seen + 1)
					  redis.call('hset', KEYS[3], ARGV[i], string.format('%.0f', now))
					end
					""" + EXPIRE);

	// ARGV: when it expires; field and value of the last use
	static final LuaScript<WriteAnswer> TOUCH = new LuaScript<>(ScriptOutputType.INTEGER, SessionScripts::answer,
			ENDED + """
					local left = redis.call('pttl', KEYS[1])
					if left == -2 then return 2 end
					""" + LIFE + """
					if life <= left then return 0 end
					redis.call('hset', KEYS[1], ARGV[2], ARGV[3])
					""" + EXPIRE);

	// ARGV: when it expires; whether all of it is to be written if it is missing; fields,
	// each with number and value, the last use first; number 0 if this node did not
	// change it
	static final LuaScript<WriteAnswer> REPLAY = new LuaScript<>(ScriptOutputType.INTEGER, SessionScripts::answer,
			ENDED + LIFE + """
					local left = redis.call('pttl', KEYS[1])
					if left == -2 and ARGV[2] ~= 'whole' then return 2 end
					if left == -2 and life <= 0 then return 3 end
					local again = false
					for i = 3, #ARGV, 3 do
					  local field, number, value = ARGV[i], ARGV[i + 1], ARGV[i + 2]
					  local seen = redis.call('hget', KEYS[3], field) or '0'
					  local newer = tonumber(number) > tonumber(seen)
					  if newer or left == -2 and value ~= '' then
					    redis.call('hset', KEYS[1], field, value)
					    again = again or field == 'maxInactiveInterval'
					  end
					  if newer then redis.call('hset', KEYS[3], field, number) end
					end
					if not again and life <= left then
					  redis.call('pexpire', KEYS[3], left)
					  return 0
					end
					redis.call('hset', KEYS[1], ARGV[3], ARGV[5])
					""" + EXPIRE);

	private static final String END = """
			redis.call('set', KEYS[2], '', 'px', ARGV[1])
			redis.call('del', KEYS[3])
			if ARGV[4] == '' then
			  redis.call('del', KEYS[1])
			elseif redis.call('exists', KEYS[1]) == 1 then
			  redis.call('hset', KEYS[1], 'maxInactiveInterval', ARGV[4])
			  redis.call('pexpire', KEYS[1], ARGV[5])
			end
			if ARGV[2] ~= '' then
			  local told = redis.pcall('publish', ARGV[2], ARGV[3])
			  if type(told) == 'table' then error = told.err end
			end
			""";

	// ARGV: how long to remember it; channel and message, or empty; an interval of no
	// time and for how long the hash is to linger with it, or empty; the new id, or
	// empty.
	// What Redis says if publishing failed, else nothing.
	static final LuaScript<byte @Nullable []> FINISH = new LuaScript<>(ScriptOutputType.VALUE, (told) -> (byte[]) told,
			"local error = false\n" + END + "return error");

	// ARGV: as above. Its fields as READ gives them; none if it was not there, which it
	// may be once another node's journal is read, so that it ends all the same; a lone
	// value if it had ended.
	static final LuaScript<List<Object>> CLAIM = new LuaScript<>(ScriptOutputType.MULTI, SessionScripts::list, """
			if redis.call('exists', KEYS[2]) == 1 then return {''} end
			local fields = redis.call('hgetall', KEYS[1])
			local error
			""" + END + "return fields");

	/** Which of up to a few hundred sessions are there; one key each. */
	static final LuaScript<Boolean> EXISTS = new LuaScript<>(ScriptOutputType.INTEGER,
			(there) -> (there instanceof Long number) && number == 1, """
					if redis.call('exists', KEYS[2]) == 1 then return 0 end
					return redis.call('exists', KEYS[1])
					""");

	private SessionScripts() {
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(@Nullable Object answer) {
		return (answer != null) ? (List<Object>) answer : List.of();
	}

	private static WriteAnswer answer(@Nullable Object answer) {
		Assert.state(answer instanceof Long, "a script answered something else than a number");
		return WriteAnswer.of((Long) answer);
	}

}
