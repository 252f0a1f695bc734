/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.benchmarks.whole;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A connection with one call on it at a time. Only the thread of the event loop touches
 * it.
 */
final class LoadConnection extends SimpleChannelInboundHandler<FullHttpResponse> {

	private final Channel channel;

	private final LoadClient client;

	private @Nullable Call call;

	LoadConnection(Channel channel, LoadClient client) {
		this.channel = channel;
		this.client = client;
	}

	@Nullable Call call() {
		return this.call;
	}

	void send(Call next) {
		this.call = next;
		Request request = next.request();
		DefaultFullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, request.method(),
				request.path(), Unpooled.EMPTY_BUFFER);
		message.headers().set(HttpHeaderNames.HOST, "127.0.0.1").set(HttpHeaderNames.CONTENT_LENGTH, 0);
		if (!request.header().isEmpty()) {
			message.headers().set(request.header(), request.value());
		}
		this.channel.writeAndFlush(message);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
		Call answered = this.call;
		if (answered == null) {
			context.close();
			return;
		}
		boolean good = response.status().codeClass() == HttpStatusClass.SUCCESS
				&& contains(response.content(), answered.request().expected());
		boolean kept = HttpUtil.isKeepAlive(response);
		end(good);
		if (kept) {
			this.client.free(this);
		}
		else {
			context.close();
		}
	}

	/** A side that is fast because it does not answer rightly is not measured. */
	private static boolean contains(ByteBuf body, String expected) {
		return ByteBufUtil.indexOf(Unpooled.wrappedBuffer(expected.getBytes(StandardCharsets.US_ASCII)), body) >= 0;
	}

	private void end(boolean good) {
		Call ended = this.call;
		this.call = null;
		if (ended != null) {
			ended.listener().ended(ended, good, System.nanoTime());
		}
	}

	/** Its call has taken too long. */
	void abandon() {
		end(false);
		this.channel.close();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.client.gone(this);
		end(false);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
