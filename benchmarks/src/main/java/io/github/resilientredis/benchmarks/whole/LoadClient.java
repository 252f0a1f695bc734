/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Sends calls on at most so many kept connections, with one thread. Calls for which there
 * is no connection wait in the order in which they came; a call that has not been
 * answered in time, counted from when it was intended, has failed, and its connection is
 * closed. So no more wait than arrive in that time.
 *
 * <p>
 * Only the thread of the event loop touches what can change.
 */
final class LoadClient implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 256;

	private static final long SWEEP = 25;

	private static final int MAX_BODY = 65536;

	private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("load", true), NioIoHandler.newFactory());

	private final EventLoop loop = this.group.next();

	private final long patience;

	private final Bootstrap bootstrap;

	private final Deque<LoadConnection> idle = new ArrayDeque<>();

	private final Set<LoadConnection> open = new HashSet<>();

	private final Deque<Call> waiting = new ArrayDeque<>();

	private int connecting;

	/**
	 * Create a client.
	 * @param port of the server, on this machine
	 * @param patience how long a call may take
	 */
	LoadClient(int port, Duration patience) {
		this.patience = patience.toNanos();
		this.bootstrap = new Bootstrap().group(this.loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.remoteAddress(new InetSocketAddress("127.0.0.1", port))
			.handler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline()
						.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY),
								new LoadConnection(channel, LoadClient.this));
				}
			});
		this.loop.scheduleWithFixedDelay(this::sweep, SWEEP, SWEEP, TimeUnit.MILLISECONDS);
	}

	/** May be called by any thread. */
	void send(Call call) {
		this.loop.execute(() -> dispatch(call));
	}

	private void dispatch(Call call) {
		call.listener().begun(call, System.nanoTime());
		LoadConnection connection = this.idle.pollLast();
		if (connection != null) {
			connection.send(call);
			return;
		}
		this.waiting.add(call);
		if (this.open.size() + this.connecting < MAX_CONNECTIONS && this.connecting < this.waiting.size()) {
			this.connecting++;
			this.bootstrap.connect().addListener((ChannelFuture connected) -> {
				this.connecting--;
				if (connected.isSuccess()) {
					LoadConnection created = connected.channel().pipeline().get(LoadConnection.class);
					this.open.add(created);
					free(created);
				}
			});
		}
	}

	/** A connection can be used again. */
	void free(LoadConnection connection) {
		Call next = this.waiting.poll();
		if (next != null) {
			connection.send(next);
		}
		else {
			this.idle.add(connection);
		}
	}

	/** A connection is no more. */
	void gone(LoadConnection connection) {
		this.open.remove(connection);
		this.idle.remove(connection);
	}

	private void sweep() {
		long now = System.nanoTime();
		while (!this.waiting.isEmpty() && isLate(this.waiting.getFirst(), now)) {
			Call late = this.waiting.removeFirst();
			late.listener().ended(late, false, now);
		}
		List<LoadConnection> all = new ArrayList<>(this.open);
		for (LoadConnection connection : all) {
			Call call = connection.call();
			if (call != null && isLate(call, now)) {
				connection.abandon();
			}
		}
	}

	private boolean isLate(Call call, long now) {
		return now - call.intended() > this.patience;
	}

	@Override
	public void close() {
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
