/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import io.github.resilientredis.testkit.RedisServer;

/**
 * Processor time of all who take part, in microseconds. It does not depend on what else
 * the machine does as much as time does.
 *
 * @param shop of the shop
 * @param redis of its Redis
 * @param generator of this process
 */
record CpuTime(double shop, double redis, double generator) {

	static CpuTime of(Deployment deployment) {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return new CpuTime(micros(deployment.shop().cpuTime()), redis(deployment.redis()),
				system.getProcessCpuTime() / 1e3);
	}

	private static double micros(Duration time) {
		return time.toNanos() / 1e3;
	}

	private static double redis(RedisServer server) {
		return String.valueOf(server.command("INFO", "cpu"))
			.lines()
			.filter((line) -> line.startsWith("used_cpu_user:") || line.startsWith("used_cpu_sys:"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
			.sum() * 1e6;
	}

	/**
	 * What one of so many requests took since then.
	 */
	CpuTime since(CpuTime before, double requests) {
		return new CpuTime((this.shop - before.shop) / requests, (this.redis - before.redis) / requests,
				(this.generator - before.generator) / requests);
	}

}
