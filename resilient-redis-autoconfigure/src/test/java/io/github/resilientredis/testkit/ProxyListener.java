/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The listening side of a proxy and the connections it accepted.
 * <p>
 * Shared state: mode, links and traffic belong to the event loop. Port, channel and
 * server are changed by the test's thread, one at a time.
 */
final class ProxyListener {

	private static final int ATTEMPTS = 5;

	private final EventLoopGroup loop;

	private volatile InetSocketAddress server;

	private final Set<ProxyLink> links = new LinkedHashSet<>();

	private final ProxyTraffic traffic = new ProxyTraffic();

	private ProxyMode mode = ProxyMode.pass();

	private volatile @Nullable Channel channel;

	private volatile int port;

	ProxyListener(EventLoopGroup loop, InetSocketAddress server) {
		this.loop = loop;
		this.server = server;
	}

	void redirect(InetSocketAddress other) {
		this.server = other;
	}

	int port() {
		return this.port;
	}

	/** Opens the port, the same as before if there was one; not on the event loop. */
	void open() {
		if (this.channel != null) {
			return;
		}
		if (this.port != 0) {
			this.channel = bind(this.port);
			return;
		}
		for (int attempt = 1; this.channel == null; attempt++) {
			int candidate = Ports.free();
			try {
				this.channel = bind(candidate);
				this.port = candidate;
			}
			catch (Exception ex) {
				if (!(ex instanceof BindException) || attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private Channel bind(int candidate) {
		return new ServerBootstrap().group(this.loop)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel client) {
					accept(client);
				}

			})
			.bind(RedisServer.HOST, candidate)
			.syncUninterruptibly()
			.channel();
	}

	/** Closes the port; not on the event loop. */
	void close() {
		Channel open = this.channel;
		this.channel = null;
		if (open != null) {
			open.close().syncUninterruptibly();
			// The JDK keeps the port open until the loop's selector has looked again.
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(this::refuses);
		}
	}

	private boolean refuses() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(RedisServer.HOST, this.port), 100);
			return false;
		}
		catch (ConnectException ex) {
			return true;
		}
		catch (IOException ex) {
			// Reset on the way: it was being closed just then.
			return false;
		}
	}

	ProxyMode mode() {
		return this.mode;
	}

	void become(ProxyMode next) {
		this.mode = next;
		links().forEach(ProxyLink::adapt);
	}

	ProxyTraffic traffic() {
		return this.traffic;
	}

	/** Returns a copy, so that links can end while the caller goes through them. */
	List<ProxyLink> links() {
		return List.copyOf(this.links);
	}

	void ended(ProxyLink link) {
		this.links.remove(link);
	}

	Bootstrap upstream() {
		return new Bootstrap().group(this.loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.TCP_NODELAY, true)
			.remoteAddress(this.server);
	}

	private void accept(SocketChannel client) {
		this.traffic.connections++;
		ProxyLink link = new ProxyLink(this, client);
		this.links.add(link);
		link.adapt();
	}

}
