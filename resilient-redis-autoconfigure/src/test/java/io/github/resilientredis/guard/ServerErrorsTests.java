/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each error reply means, plain, in a script and in a transaction, and what only
 * looks like one.
 */
class ServerErrorsTests {

	private static final String SHA = "f_2f31c5bc9c0d5ecf3d3a3fd4a0e9d6ac3c8b0f6e";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SERVER_UNAVAILABLE | LOADING Redis is loading the dataset in memory
					SERVER_UNAVAILABLE | BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.
					SERVER_UNAVAILABLE | UNKILLABLE The busy script was sent by a master instance
					SERVER_UNAVAILABLE | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.
					SERVER_UNAVAILABLE | CLUSTERDOWN The cluster is down
					SERVER_UNAVAILABLE | UNBLOCKED force unblock from blocking operation, instance state changed
					SERVER_UNAVAILABLE | NOAUTH Authentication required.
					SERVER_UNAVAILABLE | WRONGPASS invalid username-password pair or user is disabled.
					SERVER_UNAVAILABLE | DENIED Redis is running in protected mode because protected mode is enabled
					SERVER_UNAVAILABLE | ERR max number of clients reached
					SERVER_UNAVAILABLE | ERR max number of clients + cluster connections reached
					SERVER_UNAVAILABLE | ERR invalid password
					SERVER_UNAVAILABLE | ERR AUTH <password> called without any password configured for the default user.
					SERVER_UNAVAILABLE | ERR Client sent AUTH, but no password is set
					TIMEOUT            | TRYAGAIN Multiple keys request during rehashing of slot
					TIMEOUT            | MOVED 3999 127.0.0.1:6381
					TIMEOUT            | ASK 3999 127.0.0.1:6381
					WRITES_REFUSED     | READONLY You can't write against a read only replica.
					WRITES_REFUSED     | OOM command not allowed when used memory > 'maxmemory'.
					WRITES_REFUSED     | MISCONF Redis is configured to save RDB snapshots, but it is currently not able to
					WRITES_REFUSED     | NOREPLICAS Not enough good replicas to write.
					WRITES_REFUSED     | NOGOODSLAVE No suitable replica to promote
					NOT_PERMITTED      | ERR The user executing the script can't run this command or subcommand script: 0a, on @user_script:1.
					NOT_PERMITTED      | NOPERM this user has no permissions to run the 'get' command or its subcommand
					""",
			quoteCharacter = '`')
	void knowsTheReply(FailureKind kind, String reply) {
		assertThat(ServerErrors.kindOf(reply)).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource({ "READONLY You can't write against a read only replica.,WRITES_REFUSED",
			"OOM command not allowed when used memory > 'maxmemory'.,WRITES_REFUSED",
			"MISCONF Errors writing to the AOF file,WRITES_REFUSED",
			"NOREPLICAS Not enough good replicas to write.,WRITES_REFUSED",
			"MASTERDOWN Link with MASTER is down,SERVER_UNAVAILABLE",
			"NOPERM No permissions to access a key,NOT_PERMITTED" })
	void knowsTheReplyInAScriptAndATransaction(String reply, FailureKind kind) {
		assertThat(new String[] { "ERR Error running script (call to " + SHA + "): @user_script:1: -" + reply,
				"ERR Error running script (call to " + SHA + "): @user_script:12: @user_script: 12: -" + reply,
				"@user_script: 1: -" + reply, reply + " script: " + SHA.substring(2) + ", on @user_script:1.",
				"EXECABORT Transaction discarded because of: " + reply })
			.allSatisfy((message) -> assertThat(ServerErrors.kindOf(message)).isEqualTo(kind));
	}

	@ParameterizedTest
	@ValueSource(strings = { "run this command or subcommand",
			"access at least one of the keys mentioned in the command arguments" })
	void knowsWhatAScriptOfRedis6MayNotDo(String what) {
		assertThat(ServerErrors.kindOf("ERR Error running script (call to " + SHA
				+ "): @user_script:1: @user_script: 1: The user executing the script can't " + what))
			.isEqualTo(FailureKind.NOT_PERMITTED);
	}

	@ParameterizedTest
	@CsvSource({ "a command,SERVER_UNAVAILABLE", "a write command,CALLER" })
	void knowsAClusterThatIsDownInAScriptOfRedis6(String what, FailureKind kind) {
		String message = "ERR Error running script (call to " + SHA + "): @user_script: 1: Script attempted to execute "
				+ what + " while the cluster is down";
		assertThat(ServerErrors.kindOf(message)).isEqualTo(kind);
		assertThat(ServerErrors.kindOf(message + " and readonly")).isNotEqualTo(FailureKind.CALLER);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			WRONGTYPE Operation against a key holding the wrong kind of value
			ERR syntax error
			ERR value is not an integer or out of range
			NOSCRIPT No matching script. Please use EVAL.
			BUSYKEY Target key name already exists.
			BUSYGROUP Consumer Group name already exists
			READONLYISH no such thing
			readonly in small letters
			-READONLY not as a server sends it
			ERR READONLY is not the first word
			ERR no such key 'READONLY'
			ERR unknown command 'OOM', with args beginning with: 'LOADING'
			ERR Error running script (call to f_abc): @user_script:1: WRONGTYPE Operation against a key
			ERR Error running script (call to f_abc): @user_script:1: READONLY made up by the script
			ERR Error running script (call to f_abc): @user_script:1: user_script:1: -READONLY made up, too
			ERR Error running script (call to f_abc): @user_script:1: Unknown field '@user_script:1: -OOM'
			ERR Error compiling script (new function): user_script:1: '-OOM' expected
			EXECABORT Transaction discarded because of previous errors.
			CROSSSLOT Keys in request don't hash to the same slot
			ERR max number of clients, says the value
			''
			""", quoteCharacter = '`')
	void leavesTheRestToTheCaller(String reply) {
		assertThat(ServerErrors.kindOf(reply)).isEqualTo(FailureKind.CALLER);
	}

}
