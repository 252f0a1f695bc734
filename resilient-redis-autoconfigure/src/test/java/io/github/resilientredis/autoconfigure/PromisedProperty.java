/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.util.Arrays;
import java.util.List;

/**
 * A property that users were promised, with its default and the tests that show that it
 * does what it says. Kept by hand: a change here is a change for users.
 *
 * @param name its name; {@code *} stands for the name of a cache or limit
 * @param defaultValue its default as a user would write it, empty if there is none
 * @param tests the tests, each of which sets the property or proves what it was set to
 */
record PromisedProperty(String name, String defaultValue, List<String> tests) {

	private static final String PROMISED = """
			enabled                                    | true       | autoconfigure.RedisGuardAutoConfigurationTests#whenDisabledThenThereIsNoGuard
			local-only                                 | false      | autoconfigure.RedisGuardAutoConfigurationTests#whenLocalOnlyThenTheGuardHasNoConnection
			key-prefix                                 | resilient-redis: | autoconfigure.PropertyEffectIT#keyPrefixStandsBeforeOurKeys
			timeout                                    | 500ms      | autoconfigure.PropertyEffectIT#timeoutEndsTheWaitForACommand, autoconfigure.ClientTuningAutoConfigurationTests#ownPropertiesSetTheTimeouts
			connect-timeout                            | 2s         | autoconfigure.PropertyEffectIT#connectTimeoutEndsAnAttempt, autoconfigure.ClientTuningAutoConfigurationTests#ownPropertiesSetTheTimeouts
			request-budget                             | 1s         | autoconfigure.PropertyEffectIT#requestBudgetEndsTheWaitsOfARequest
			retry.max-retries                          | 1          | autoconfigure.PropertyEffectIT#maxRetriesIsHowOftenACallIsTriedAgain
			retry.delay                                | 20ms       | autoconfigure.PropertyEffectIT#retryDelayIsBetweenTwoTries
			circuit-breaker.sliding-window-size        | 20         | autoconfigure.CircuitPropertyTests#slidingWindowSizeIsHowManyCallsAreLookedAt
			circuit-breaker.minimum-number-of-calls    | 5          | autoconfigure.CircuitPropertyTests#minimumNumberOfCallsIsWhenTheRatesBeginToCount
			circuit-breaker.failure-rate-threshold     | 50         | autoconfigure.CircuitPropertyTests#failureRateThresholdIsHowManyMayStayUnanswered
			circuit-breaker.slow-call-duration         | 250ms      | autoconfigure.CircuitPropertyTests#slowCallDurationIsFromWhenOnACallIsSlow
			circuit-breaker.slow-call-rate-threshold   | 80         | autoconfigure.CircuitPropertyTests#slowCallRateThresholdIsHowManyMayBeSlow
			circuit-breaker.probe-interval             | 100ms      | autoconfigure.PropertyEffectIT#probeIntervalIsBeforeTheSecondSearch
			circuit-breaker.max-probe-interval         | 500ms      | autoconfigure.PropertyEffectIT#maxProbeIntervalIsUpToWhichPausesGrow
			startup.mode                               | background | autoconfigure.PropertyEffectIT#startupModeDecidesWhetherTheStartNeedsRedis
			startup.attempts                           | 5          | autoconfigure.PropertyEffectIT#startupAttemptsAndDelayAreThoseOfAWaitingStart
			startup.delay                              | 1s         | autoconfigure.PropertyEffectIT#startupAttemptsAndDelayAreThoseOfAWaitingStart
			health.required                            | false      | autoconfigure.health.RedisGuardHealthAutoConfigurationTests#whenRedisIsRequiredThenHealthIsDownWithoutIt
			journal.directory                          |            | token.TokenFaultsIT#whatAnApplicationRevokedInAnOutageOutlivesIt, user.UserLossIT#whatAnApplicationAcceptedInAnOutageOutlivesIt
			journal.max-size                           | 64MB       | user.UserLossIT#whereTheJournalIsFullNobodyIsToldThatTheyAreRegistered
			journal.force                              | grouped    | autoconfigure.JournalPropertiesTests#everyPropertyIsUsed, journal.JournalDiskTests#theModesForceWhatTheySay
			cache.enabled                              | true       | autoconfigure.cache.ResilientCacheAutoConfigurationTests#backsOffWhenSwitchedOff
			cache.serializer                           | jdk        | autoconfigure.cache.ResilientCacheAutoConfigurationTests#serializerCanBeJsonOrABean
			cache.json-allowed-packages                |            | autoconfigure.cache.CachePropertyTests#jsonAllowedPackagesAreWhoseTypesMayBeWritten
			cache.on-unserializable                    | local      | autoconfigure.cache.CachePropertyTests#onUnserializableKeepsAValueOrRefusesIt
			cache.local.enabled                        | true       | autoconfigure.cache.CachePropertyTests#withoutTheLocalLevelNothingIsKept
			cache.local.max-size                       | 10000      | autoconfigure.cache.CachePropertyTests#localMaxSizeIsHowManyEntriesAreKept
			cache.local.time-to-live                   | 60s        | autoconfigure.cache.CachePropertyTests#localTimeToLiveIsHowLongAnEntryIsKept
			cache.invalidation                         | true       | autoconfigure.PropertyEffectIT#withInvalidationANodeHearsOfTheOthersChanges
			cache.time-to-live-jitter                  | 0%         | autoconfigure.cache.ResilientCacheAutoConfigurationTests#oneCacheMayDifferFromTheOthers, cache.JitterTests#livesAreShortenedByNoMoreThanTheShare
			cache.stale-if-error                       | 0s         | autoconfigure.cache.CachePropertyTests#staleIfErrorLetsAnExpiredValueStandIn
			cache.caches.*.time-to-live                |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#singleCachesCanDiffer
			cache.caches.*.time-to-live-jitter         |            | autoconfigure.cache.CachePropertyTests#aSingleCacheCanHaveAJitterOfItsOwn, cache.JitterTests#livesDiffer
			cache.caches.*.stale-if-error              |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#oneCacheMayDifferFromTheOthers
			cache.caches.*.serializer                  |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#oneCacheMayDifferFromTheOthers
			cache.caches.*.on-unserializable           |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#oneCacheMayDifferFromTheOthers
			cache.caches.*.local.enabled               |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#singleCachesCanDiffer
			cache.caches.*.local.max-size              |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#singleCachesCanDiffer
			cache.caches.*.local.time-to-live          |            | autoconfigure.cache.ResilientCacheAutoConfigurationTests#singleCachesCanDiffer
			throttle.enabled                           | true       | autoconfigure.throttle.ThrottleAutoConfigurationTests#switchedOffThereIsNothing
			throttle.headers                           | true       | throttle.servlet.ThrottleHttpIT#withoutHeadersThereIsStillRetryAfterAndPathsAreWithinTheApplication
			throttle.nodes                             |            | throttle.servlet.ThrottleOutageHttpIT#healthSaysHowManyNodesThereAre, throttle.GuardedThrottleTests#whenTheNumberOfNodesIsConfiguredThenALimitIsDividedByIt
			throttle.limits.*.rate                     |            | autoconfigure.throttle.LimitPropertyTests#rateIsHowMuchThereIs
			throttle.limits.*.rates                    |            | throttle.servlet.ThrottleHttpIT#severalRatesAndLimitsAreOneListAlsoFromBothFilters
			throttle.limits.*.burst                    |            | autoconfigure.throttle.LimitPropertyTests#burstIsHowMuchAtOnce
			throttle.limits.*.key                      |            | throttle.servlet.ThrottleCallersIT#headersAreCountedBeforeSpringSecurityAndWithTheAddressIfAsked
			throttle.limits.*.paths                    |            | throttle.servlet.ThrottleHttpIT#exemptPathsAndAddressesAndOtherMethodsAreNotCounted
			throttle.limits.*.methods                  |            | throttle.servlet.ThrottleHttpIT#exemptPathsAndAddressesAndOtherMethodsAreNotCounted
			throttle.limits.*.on-failure               | local      | throttle.servlet.ThrottleOutageHttpIT#aLimitIsClosedOpenOrLocal
			throttle.limits.*.precision                | exact      | autoconfigure.PropertyEffectIT#precisionDecidesWhetherTokensAreTakenInAdvance
			throttle.limits.*.shadow                   | false      | throttle.servlet.ThrottleHttpIT#aShadowLimitCountsAndLetsPass
			session.enabled                            | true       | autoconfigure.session.ResilientSessionAutoConfigurationTests#switchedOffThereIsNothing
			session.fallback                           | local      | autoconfigure.session.SessionHttpTests#aRequestThatNeedsASessionIsAnswered503WhileThereIsNone
			session.max-local-sessions                 | 100000     | autoconfigure.session.SessionPropertyTests#maxLocalSessionsIsHowManyAreKept
			users.enabled                              | true       | autoconfigure.user.UserRegistryAutoConfigurationTests#itCanBeSwitchedOff
			users.key-prefix                           |            | autoconfigure.PropertyEffectIT#theKeyPrefixOfUsersStandsBeforeTheirKeys
			users.on-outage                            | accept     | user.UserRegistryContractIT#whereRegistrationsAreRejectedNothingOfThemIsLeft
			tokens.enabled                             | false      | autoconfigure.token.TokenAutoConfigurationTests#unlessAskedForThereIsNothing
			tokens.on-outage                           | local      | token.TokenFaultsIT#denyRefusesWhatWasIssuedAfterTheLastMomentOfWhichAllIsKnown
			""";

	static List<PromisedProperty> all() {
		return PROMISED.lines().map(PromisedProperty::read).toList();
	}

	private static PromisedProperty read(String line) {
		String[] cells = line.split("\\|");
		return new PromisedProperty(DocumentedProperty.PREFIX + cells[0].strip(), cells[1].strip(),
				Arrays.stream(cells[2].split(",")).map(String::strip).toList());
	}

	boolean isOfANamedThing() {
		return this.name.contains("*");
	}

	/** What it is called below the name of a cache or limit, or in whole. */
	String lastPart() {
		return isOfANamedThing() ? this.name.substring(this.name.indexOf("*.") + 2)
				: this.name.substring(DocumentedProperty.PREFIX.length());
	}

}
