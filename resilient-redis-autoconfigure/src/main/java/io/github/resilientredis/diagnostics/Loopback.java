/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.diagnostics;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Whether an address is of this machine alone.
 */
final class Loopback {

	private Loopback() {
	}

	/**
	 * Whether a host is this machine. Names are looked up.
	 * @param host a name or an address, with or without a port; or the path of a socket
	 * @return whether nobody else sees what is sent there
	 */
	static boolean isLoopback(String host) {
		if (host.startsWith("/")) {
			return true;
		}
		String name = withoutPort(host);
		if (name.isEmpty() || name.equals("*")) {
			return false;
		}
		try {
			return InetAddress.getByName(name).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	static String withoutPort(String address) {
		if (address.startsWith("[")) {
			int end = address.indexOf(']');
			return (end > 0) ? address.substring(1, end) : address;
		}
		int colon = address.indexOf(':');
		boolean single = colon >= 0 && colon == address.lastIndexOf(':');
		return single ? address.substring(0, colon) : address;
	}

}
