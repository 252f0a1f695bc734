/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.companion;

import io.github.resilientredis.guard.LuaScript;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;

/**
 * The changes of {@code chat:<user>}. Each is one step, and has the effect of once if
 * done twice or after later ones: what is there is replaced by what is newer only.
 */
final class ChatScripts {

	/**
	 * KEYS: the hash. ARGV: the moment, the conversation's field and value, the day's
	 * field, how many fields there may be. Too many: the oldest tenth goes.
	 */
	static final LuaScript<@Nullable Object> SAVE = script("""
			local at = tonumber(ARGV[1])
			if at <= tonumber(redis.call('HGET', KEYS[1], 'cleared') or '0') then
				return 0
			end
			local function put(field, value)
				local old = redis.call('HGET', KEYS[1], field)
				if not old or (tonumber(string.match(old, '^%d+')) or 0) < at then
					redis.call('HSET', KEYS[1], field, value)
				end
			end
			put(ARGV[2], ARGV[3])
			put(ARGV[4], ARGV[1])
			redis.call('PERSIST', KEYS[1])
			local max = tonumber(ARGV[5])
			if redis.call('HLEN', KEYS[1]) > max then
				local all = redis.call('HGETALL', KEYS[1])
				local found = {}
				for i = 1, #all, 2 do
					if all[i] ~= 'cleared' then
						found[#found + 1] = { tonumber(string.match(all[i + 1], '^%d+')) or 0, all[i] }
					end
				end
				table.sort(found, function(a, b) return a[1] < b[1] end)
				for i = 1, #found - math.floor(max * 0.9) do
					redis.call('HDEL', KEYS[1], found[i][2])
				end
			end
			return 1
			""");

	/**
	 * KEYS: the hash. ARGV: up to when, and for how many seconds to remember it where
	 * nothing else is left: longer than any node's journal may wait.
	 */
	static final LuaScript<@Nullable Object> CLEAR = script("""
			local at = tonumber(ARGV[1])
			if at <= tonumber(redis.call('HGET', KEYS[1], 'cleared') or '0') then
				return 0
			end
			local all = redis.call('HGETALL', KEYS[1])
			for i = 1, #all, 2 do
				if (tonumber(string.match(all[i + 1], '^%d+')) or 0) <= at then
					redis.call('HDEL', KEYS[1], all[i])
				end
			end
			redis.call('HSET', KEYS[1], 'cleared', ARGV[1])
			if redis.call('HLEN', KEYS[1]) == 1 then
				redis.call('EXPIRE', KEYS[1], ARGV[2])
			end
			return 1
			""");

	private ChatScripts() {
	}

	private static LuaScript<@Nullable Object> script(String text) {
		return new LuaScript<>(ScriptOutputType.INTEGER, (answer) -> answer, text);
	}

}
