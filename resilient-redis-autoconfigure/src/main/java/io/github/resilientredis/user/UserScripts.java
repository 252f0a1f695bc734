/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.user;

import java.util.Locale;

import io.github.resilientredis.guard.LuaScript;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

/**
 * The scripts. Each is about one handle, or about one profile and its tombstone, which
 * are in one slot. They always run on the master.
 */
final class UserScripts {

	// Answers with the profile as it is, and publishes it.
	private static final String TELL = """
			local all = redis.call('hgetall', KEYS[1])
			local answer = {'OK', '', replaced}
			local parts = {ARGV[2]}
			for i = 1, #all do
			  answer[i + 3] = all[i]
			  parts[i + 1] = struct.pack('>I4', #all[i]) .. all[i]
			end
			if ARGV[1] ~= '' then
			  local told = redis.pcall('publish', ARGV[1], table.concat(parts))
			  if type(told) == 'table' then answer[2] = told.err end
			end
			return answer
			""";

	static final LuaScript<ProfileAnswer> READ = profile("""
			if redis.call('exists', KEYS[2]) == 1 then return {'DEAD', '', ''} end
			local all = redis.call('hgetall', KEYS[1])
			if #all == 0 then return {'MISSING', '', ''} end
			local answer = {redis.call('pttl', KEYS[1]) == -1 and 'OK' or 'OPEN', '', ''}
			for i = 1, #all do answer[i + 3] = all[i] end
			return answer
			""");

	// ARGV: for how long; when they joined; fields by turns with their values
	static final LuaScript<Begun> BEGIN = new LuaScript<>(ScriptOutputType.VALUE,
			(answer) -> Begun.valueOf(ProfileAnswer.text(answer).toUpperCase(Locale.ROOT)), """
					if redis.call('exists', KEYS[2]) == 1 then return 'dead' end
					local begun = 'made'
					if redis.call('exists', KEYS[1]) == 1 then
					  if redis.call('hget', KEYS[1], 'joinedAt') ~= ARGV[2] then return 'foreign' end
					  if redis.call('pttl', KEYS[1]) == -1 then return 'done' end
					  redis.call('del', KEYS[1])
					  begun = 'mine'
					end
					redis.call('hset', KEYS[1], unpack(ARGV, 3))
					redis.call('pexpire', KEYS[1], ARGV[1])
					return begun
					""");

	// ARGV: channel and message, or empty; when they joined
	static final LuaScript<ProfileAnswer> CONFIRM = profile("""
			local replaced = ''
			if redis.call('hget', KEYS[1], 'joinedAt') ~= ARGV[3] then return {'MISSING', '', ''} end
			redis.call('persist', KEYS[1])
			""" + TELL);

	// ARGV: when they joined; the version it must have if it was confirmed
	static final LuaScript<Boolean> ABANDON = flag("""
			if redis.call('hget', KEYS[1], 'joinedAt') ~= ARGV[1] then return 0 end
			if redis.call('pttl', KEYS[1]) == -1 and redis.call('hget', KEYS[1], 'version') ~= ARGV[2] then return 0 end
			return redis.call('del', KEYS[1])
			""");

	// ARGV: channel and message, or empty; the e-mail address it must have, or empty; the
	// version below which all is to be written; the least version afterwards; how many
	// fields there may be beside handles; how many fields are set; how many are removed;
	// 1
	// if nothing is to be done to a version that is not older; fields by turns with their
	// values; names; all fields by turns with their values
	static final LuaScript<ProfileAnswer> CHANGE = profile("""
			if redis.call('exists', KEYS[2]) == 1 then return {'DEAD', '', ''} end
			local replaced = redis.call('hget', KEYS[1], 'email')
			if not replaced then return {'MISSING', '', ''} end
			if redis.call('pttl', KEYS[1]) ~= -1 then return {'OPEN', '', ''} end
			if ARGV[3] ~= '' and ARGV[3] ~= replaced then return {'OTHER', '', replaced} end
			local version = tonumber(redis.call('hget', KEYS[1], 'version') or '0') or 0
			local names = 10 + 2 * tonumber(ARGV[7])
			local whole = names + tonumber(ARGV[8])
			if version < tonumber(ARGV[4]) and #ARGV >= whole then
			  redis.call('del', KEYS[1])
			  redis.call('hset', KEYS[1], unpack(ARGV, whole))
			elseif ARGV[9] == '1' then
			  return {'NEWER', '', ''}
			else
			  local more, most = 0, tonumber(ARGV[6])
			  for i = 10, names - 1, 2 do more = more + 1 - redis.call('hexists', KEYS[1], ARGV[i]) end
			  for i = names, whole - 1 do more = more - redis.call('hexists', KEYS[1], ARGV[i]) end
			  for _, name in ipairs(redis.call('hkeys', KEYS[1])) do
			    if string.sub(name, 1, 7) == 'handle:' then most = most + 1 end
			  end
			  if more > 0 and redis.call('hlen', KEYS[1]) + more > most then return {'FULL', '', ''} end
			  if names > 10 then redis.call('hset', KEYS[1], unpack(ARGV, 10, names - 1)) end
			  if whole > names then redis.call('hdel', KEYS[1], unpack(ARGV, names, whole - 1)) end
			end
			redis.call('hset', KEYS[1], 'version', string.format('%.0f', math.max(version + 1, tonumber(ARGV[5]))))
			""" + TELL);

	// ARGV: channel and message, or empty; how long to remember it
	static final LuaScript<ProfileAnswer> DELETE = profile("""
			local all = redis.call('hgetall', KEYS[1])
			redis.call('set', KEYS[2], '', 'px', ARGV[3])
			redis.call('del', KEYS[1])
			local answer = {'OK', '', ''}
			for i = 1, #all do answer[i + 3] = all[i] end
			if ARGV[1] ~= '' then
			  local told = redis.pcall('publish', ARGV[1], ARGV[2])
			  if type(told) == 'table' then answer[2] = told.err end
			end
			return answer
			""");

	/** Whose a handle is, empty if it is nobody's. */
	static final LuaScript<String> OWNER = text("return redis.call('get', KEYS[1])");

	// ARGV: id. Whose it was; empty if it was free.
	static final LuaScript<String> CLAIM = text("""
			local owner = redis.call('get', KEYS[1])
			if owner then return owner end
			redis.call('set', KEYS[1], ARGV[1])
			return ''
			""");

	// ARGV: whose it is; whose it shall be, empty for nobody's. Whether it was so.
	static final LuaScript<Boolean> PASS_ON = flag("""
			if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
			if ARGV[2] == '' then redis.call('del', KEYS[1]) else redis.call('set', KEYS[1], ARGV[2]) end
			return 1
			""");

	private UserScripts() {
	}

	private static LuaScript<ProfileAnswer> profile(String text) {
		return new LuaScript<>(ScriptOutputType.MULTI, ProfileAnswer::of, text);
	}

	private static LuaScript<Boolean> flag(String text) {
		return new LuaScript<>(ScriptOutputType.INTEGER, (answer) -> answer instanceof Long number && number == 1,
				text);
	}

	private static LuaScript<String> text(String text) {
		return new LuaScript<>(ScriptOutputType.VALUE, (@Nullable Object answer) -> ProfileAnswer.text(answer), text);
	}

	/**
	 * What the beginning of a registration found.
	 */
	enum Begun {

		/** Nothing. */
		MADE,

		/** This registration, begun before and not confirmed. */
		MINE,

		/** This registration, confirmed. */
		DONE,

		/** The user was deleted. */
		DEAD,

		/** Another user with the same id. */
		FOREIGN

	}

}
