/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy in front of a server that misbehaves on purpose. Each fault lasts until the
 * next call; {@link #pass()} heals all of them but {@link #drop()}, which is for ever.
 * Methods may be called from any thread and have taken effect when they return.
 * <p>
 * Shared state: everything lives on the one event loop and is touched there only.
 */
public final class RedisProxy implements AutoCloseable {

	private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final RedisServer server;

	private final ProxyListener listener;

	private RedisProxy(RedisServer server) {
		this.server = server;
		this.listener = new ProxyListener(this.loop, new InetSocketAddress(server.host(), server.port()));
		LeakGuard.opened(this);
	}

	/**
	 * Opens a proxy on a free port of 127.0.0.1.
	 * @param server where it leads; it need not run yet
	 * @return the proxy, passing everything
	 */
	public static RedisProxy to(RedisServer server) {
		RedisProxy proxy = new RedisProxy(server);
		proxy.pass();
		return proxy;
	}

	public String host() {
		return RedisServer.HOST;
	}

	public int port() {
		return this.listener.port();
	}

	@Nullable String password() {
		return this.server.password();
	}

	/**
	 * Leads new connections to another server, as a failover does; existing ones stay.
	 */
	public void redirect(RedisServer other) {
		this.listener.redirect(new InetSocketAddress(other.host(), other.port()));
	}

	/** Forwards everything; what {@link #blackHole()} held back is delivered now. */
	public void pass() {
		eachLink((link) -> link.hold(false));
		become(ProxyMode.pass());
	}

	/**
	 * Forwards everything on new connections and nothing on the existing ones, which
	 * {@link #pass()} will deliver: as after a cut line was mended, while TCP still waits
	 * before it sends again.
	 */
	public void passNewOnly() {
		eachLink((link) -> link.hold(true));
		become(ProxyMode.pass());
	}

	/**
	 * Forwards each reply so much later; the order stays.
	 * @param each the delay of each piece of data from the server
	 */
	public void delay(Duration each) {
		become(ProxyMode.delay(each));
	}

	/**
	 * Accepts connections and data but forwards nothing in either direction; what was
	 * sent is held back until {@link #pass()}, as after a cut line was mended.
	 */
	public void blackHole() {
		become(ProxyMode.blackHole());
	}

	/**
	 * Forwards half of the next reply, resets that connection, and passes everything
	 * after that.
	 */
	public void cutMidReply() {
		become(ProxyMode.cutNextReply());
	}

	/** Does the same to each reply, not only to the next. */
	public void cutEveryReply() {
		become(ProxyMode.cutEveryReply());
	}

	/** Closes the listening port and resets all connections. */
	public void refuse() {
		this.listener.close();
		cut();
	}

	/**
	 * Forgets the existing connections without a word: they stay open and carry nothing
	 * any more. New ones work as before.
	 */
	public void drop() {
		eachLink(ProxyLink::forget);
	}

	/**
	 * Ends the connections that were dropped, as both ends do after a while if nobody
	 * answers them.
	 */
	public void endDropped() {
		eachLink(ProxyLink::endIfForgotten);
	}

	/** Resets the existing connections. New ones work as before. */
	public void cut() {
		eachLink(ProxyLink::reset);
	}

	/**
	 * Returns the number of open connections.
	 * @return the clients connected now
	 */
	public int connections() {
		return onLoop(() -> this.listener.links().size());
	}

	/**
	 * Returns the number of connections accepted so far.
	 * @return the clients since this proxy was opened
	 */
	public long acceptedConnections() {
		return onLoop(() -> this.listener.traffic().connections);
	}

	/**
	 * Returns how much was forwarded so far, in both directions.
	 * @return the number of bytes since this proxy was opened
	 */
	public long bytesForwarded() {
		return bytesToServer() + bytesToClient();
	}

	public long bytesToServer() {
		return onLoop(() -> this.listener.traffic().toServer);
	}

	public long bytesToClient() {
		return onLoop(() -> this.listener.traffic().toClient);
	}

	/** Closes the port and resets all connections. */
	@Override
	public void close() {
		if (LeakGuard.closed(this)) {
			try {
				refuse();
			}
			finally {
				this.loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
			}
		}
	}

	@Override
	public String toString() {
		return "RedisProxy on port " + port();
	}

	private void become(ProxyMode mode) {
		this.listener.open();
		onLoop(() -> {
			this.listener.become(mode);
			return true;
		});
	}

	private void eachLink(Consumer<ProxyLink> action) {
		onLoop(() -> {
			this.listener.links().forEach(action);
			return true;
		});
	}

	private <T> T onLoop(Callable<T> action) {
		return this.loop.submit(action).syncUninterruptibly().getNow();
	}

}
