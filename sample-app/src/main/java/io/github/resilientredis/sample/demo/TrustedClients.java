/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Who may break Redis: a client on this machine that speaks to this application itself. A
 * proxy on this machine would make everybody look like that, so nobody is trusted where
 * forwarded headers are obeyed or sent. The name of the host is checked because a web
 * site can let its own name point to this machine (DNS rebinding) and is then of the same
 * origin for the browser.
 */
@Component
class TrustedClients {

	private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
			"X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP", "Via");

	private final boolean proxied;

	TrustedClients(ServerProperties server, Environment environment) {
		ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
		this.proxied = (strategy != null) ? strategy != ForwardHeadersStrategy.NONE
				: CloudPlatform.getActive(environment) != null;
	}

	/**
	 * Whether the sender of a request may use the controls.
	 * @param request the request, however wrapped
	 * @return whether it comes from this machine without any proxy
	 */
	boolean isTrusted(HttpServletRequest request) {
		HttpServletRequest original = original(request);
		return !this.proxied && isLoopback(original.getRemoteAddr())
				&& FORWARDED.stream().allMatch((name) -> original.getHeader(name) == null)
				&& isThisHost(original.getHeader(HttpHeaders.HOST));
	}

	/** As it was sent: filters hide the forwarded headers that they obey. */
	private static HttpServletRequest original(HttpServletRequest request) {
		ServletRequest current = request;
		while (current instanceof ServletRequestWrapper wrapper) {
			current = wrapper.getRequest();
		}
		return (current instanceof HttpServletRequest http) ? http : request;
	}

	private static boolean isLoopback(String address) {
		try {
			// It is never a name, so nothing is looked up.
			return InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean isThisHost(String host) {
		return host != null && NAMES.contains(host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT));
	}

}
