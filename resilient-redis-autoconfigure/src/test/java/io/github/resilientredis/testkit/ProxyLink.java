/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection through the proxy and the connection to the server behind it,
 * which is made as soon as traffic may flow. Lives on the event loop.
 */
final class ProxyLink {

	private final ProxyListener listener;

	private final Channel client;

	/** Replies on their way, in order; the last one may be the end of the connection. */
	private final Deque<Reply> replies = new ArrayDeque<>();

	private @Nullable ChannelFuture connecting;

	private boolean forgotten;

	private boolean held;

	ProxyLink(ProxyListener listener, Channel client) {
		this.listener = listener;
		this.client = client;
		client.pipeline().addLast(new ClientSide());
	}

	/** Follows a change of mode. */
	void adapt() {
		boolean flows = flows();
		if (flows && this.connecting == null) {
			connect();
		}
		ChannelFuture upstream = this.connecting;
		if (upstream != null && upstream.isSuccess()) {
			this.client.config().setAutoRead(flows);
			upstream.channel().config().setAutoRead(flows);
		}
		deliver();
	}

	/** Carries nothing any more, without telling either end. */
	void forget() {
		this.forgotten = true;
		adapt();
	}

	/** Ends at both ends if it was forgotten. */
	void endIfForgotten() {
		if (this.forgotten) {
			reset();
		}
	}

	/** Carries nothing, or carries on; takes effect with the next change of mode. */
	void hold(boolean back) {
		this.held = back;
	}

	private boolean flows() {
		return this.listener.mode().flows() && !this.forgotten && !this.held;
	}

	/** Ends the connection to the client with a reset. */
	void reset() {
		// The client may have closed it already; the event for that comes a turn later.
		if (this.client.isOpen()) {
			this.client.config().setOption(ChannelOption.SO_LINGER, 0);
			this.client.close();
		}
		ended();
	}

	private void connect() {
		Bootstrap bootstrap = this.listener.upstream().handler(new ServerSide());
		ChannelFuture future = bootstrap.connect();
		this.connecting = future;
		future.addListener((done) -> {
			if (done.isSuccess()) {
				adapt();
			}
			else {
				reset();
			}
		});
	}

	private void ended() {
		this.listener.ended(this);
		ChannelFuture upstream = this.connecting;
		if (upstream != null) {
			upstream.channel().close();
		}
		this.replies.forEach((reply) -> reply.data().release());
		this.replies.clear();
	}

	private void enqueue(ByteBuf data, boolean last) {
		long delay = this.listener.mode().delay().toNanos();
		this.replies.add(new Reply(data, System.nanoTime() + delay, last));
		if (delay == 0) {
			deliver();
		}
		else {
			this.client.eventLoop().schedule(this::deliver, delay, TimeUnit.NANOSECONDS);
		}
	}

	/** Sends what is due, as far as the mode lets it. */
	private void deliver() {
		while (flows()) {
			Reply next = this.replies.peek();
			if (next == null || next.due() - System.nanoTime() > 0) {
				return;
			}
			this.replies.remove();
			send(next);
		}
	}

	private void send(Reply reply) {
		ByteBuf data = reply.data();
		if (reply.last()) {
			data.release();
			this.client.close();
		}
		else if (this.listener.mode().cut() != ProxyMode.Cut.NONE) {
			cut(data);
		}
		else {
			this.listener.traffic().toClient += data.readableBytes();
			this.client.writeAndFlush(data);
		}
	}

	private void cut(ByteBuf data) {
		if (this.listener.mode().cut() == ProxyMode.Cut.NEXT) {
			this.listener.become(ProxyMode.pass());
		}
		// Half of it is all this client will ever see, also of the replies behind.
		this.forgotten = true;
		data.writerIndex(data.readerIndex() + data.readableBytes() / 2);
		this.listener.traffic().toClient += data.readableBytes();
		this.client.writeAndFlush(data).addListener((sent) -> reset());
	}

	private record Reply(ByteBuf data, long due, boolean last) {
	}

	private final class ClientSide extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ChannelFuture upstream = ProxyLink.this.connecting;
			if (upstream == null) {
				throw new IllegalStateException("Read before the server was connected");
			}
			ProxyLink.this.listener.traffic().toServer += ((ByteBuf) message).readableBytes();
			upstream.channel().writeAndFlush(message);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			ended();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

	private final class ServerSide extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			enqueue((ByteBuf) message, false);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			enqueue(Unpooled.EMPTY_BUFFER, true);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			reset();
		}

	}

}
