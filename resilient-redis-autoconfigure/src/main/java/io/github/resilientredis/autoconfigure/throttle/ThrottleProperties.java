/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure.throttle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.resilientredis.throttle.ThrottleFallback;
import io.github.resilientredis.throttle.ThrottlePrecision;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the throttle.
 */
@ConfigurationProperties("resilient-redis.throttle")
public class ThrottleProperties {

	/**
	 * Whether there is a throttle.
	 */
	private boolean enabled = true;

	/**
	 * Whether responses say what is left of a limit, in RateLimit-Policy and RateLimit.
	 */
	private boolean headers = true;

	/**
	 * How many nodes share a limit while Redis is away. If unset, they are counted by
	 * their heartbeat.
	 */
	private @Nullable Integer nodes;

	/**
	 * How many keys, of all limits together, this node keeps in memory.
	 */
	private int maxLocalKeys = 100_000;

	/**
	 * Paths that no limit is asked for, as patterns within the application.
	 */
	private List<String> exemptPaths = new ArrayList<>();

	/**
	 * Addresses of clients that no limit is asked for, single ones or ranges such as
	 * 10.0.0.0/8.
	 */
	private List<String> exemptAddresses = new ArrayList<>();

	/**
	 * Limits, by name.
	 */
	private final Map<String, Limit> limits = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isHeaders() {
		return this.headers;
	}

	public void setHeaders(boolean headers) {
		this.headers = headers;
	}

	public @Nullable Integer getNodes() {
		return this.nodes;
	}

	public void setNodes(@Nullable Integer nodes) {
		this.nodes = nodes;
	}

	public int getMaxLocalKeys() {
		return this.maxLocalKeys;
	}

	public void setMaxLocalKeys(int maxLocalKeys) {
		this.maxLocalKeys = maxLocalKeys;
	}

	public List<String> getExemptPaths() {
		return this.exemptPaths;
	}

	public void setExemptPaths(List<String> exemptPaths) {
		this.exemptPaths = exemptPaths;
	}

	public List<String> getExemptAddresses() {
		return this.exemptAddresses;
	}

	public void setExemptAddresses(List<String> exemptAddresses) {
		this.exemptAddresses = exemptAddresses;
	}

	public Map<String, Limit> getLimits() {
		return this.limits;
	}

	/**
	 * A limit.
	 */
	public static class Limit {

		/**
		 * How much in what time, such as 5/1m or 100/hour.
		 */
		private @Nullable String rate;

		/**
		 * Several rates that must all allow what is asked, instead of one.
		 */
		private List<String> rates = new ArrayList<>();

		/**
		 * How much at once after a quiet time. If unset, as much as the rate has.
		 */
		private @Nullable Long burst;

		/**
		 * How much a request or call takes.
		 */
		private long cost = 1;

		/**
		 * Whom or what is counted: ip, user, session, global, header:NAME, @beanName,
		 * several of these with +, or SpEL with #request, #ip and #user. If unset, ip, or
		 * what
		 * @Throttled gives.
		 */
		private @Nullable String key;

		/**
		 * Paths that it is asked for, as patterns within the application. If empty, it is
		 * used by annotation or in code only.
		 */
		private List<String> paths = new ArrayList<>();

		/**
		 * HTTP methods that it is asked for. If empty, all but the preflight of CORS.
		 */
		private List<String> methods = new ArrayList<>();

		/**
		 * Paths that it is not asked for.
		 */
		private List<String> exemptPaths = new ArrayList<>();

		/**
		 * Addresses of clients that it is not asked for, single ones or ranges.
		 */
		private List<String> exemptAddresses = new ArrayList<>();

		/**
		 * What happens while Redis is away.
		 */
		private ThrottleFallback onFailure = ThrottleFallback.LOCAL;

		/**
		 * How closely it is kept.
		 */
		private ThrottlePrecision precision = ThrottlePrecision.EXACT;

		/**
		 * Whether it only counts and reports, and turns nobody away.
		 */
		private boolean shadow;

		public @Nullable String getRate() {
			return this.rate;
		}

		public void setRate(@Nullable String rate) {
			this.rate = rate;
		}

		public List<String> getRates() {
			return this.rates;
		}

		public void setRates(List<String> rates) {
			this.rates = rates;
		}

		public @Nullable Long getBurst() {
			return this.burst;
		}

		public void setBurst(@Nullable Long burst) {
			this.burst = burst;
		}

		public long getCost() {
			return this.cost;
		}

		public void setCost(long cost) {
			this.cost = cost;
		}

		public @Nullable String getKey() {
			return this.key;
		}

		public void setKey(@Nullable String key) {
			this.key = key;
		}

		public List<String> getPaths() {
			return this.paths;
		}

		public void setPaths(List<String> paths) {
			this.paths = paths;
		}

		public List<String> getMethods() {
			return this.methods;
		}

		public void setMethods(List<String> methods) {
			this.methods = methods;
		}

		public List<String> getExemptPaths() {
			return this.exemptPaths;
		}

		public void setExemptPaths(List<String> exemptPaths) {
			this.exemptPaths = exemptPaths;
		}

		public List<String> getExemptAddresses() {
			return this.exemptAddresses;
		}

		public void setExemptAddresses(List<String> exemptAddresses) {
			this.exemptAddresses = exemptAddresses;
		}

		public ThrottleFallback getOnFailure() {
			return this.onFailure;
		}

		public void setOnFailure(ThrottleFallback onFailure) {
			this.onFailure = onFailure;
		}

		public ThrottlePrecision getPrecision() {
			return this.precision;
		}

		public void setPrecision(ThrottlePrecision precision) {
			this.precision = precision;
		}

		public boolean isShadow() {
			return this.shadow;
		}

		public void setShadow(boolean shadow) {
			this.shadow = shadow;
		}

	}

}
