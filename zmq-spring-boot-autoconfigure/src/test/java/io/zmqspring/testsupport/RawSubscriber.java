/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plain JeroMQ subscriber, which returns the frames as received. Used by one thread.
 */
public final class RawSubscriber implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final int HANDSHAKE_MILLIS = 500;

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket = this.context.socket(SocketType.SUB);

	private final FirstHandshake handshake = new FirstHandshake();

	public RawSubscriber(String address, String prefix) {
		this(address, prefix, 0);
	}

	public RawSubscriber(String address, String prefix, int highWaterMark) {
		this.socket.setReceiveTimeOut(TIMEOUT_MILLIS);
		this.socket.setRcvHWM(highWaterMark);
		// A few percent of JeroMQ's handshakes stall until this time-out
		this.socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		this.socket.setLinger(0);
		this.socket.setEventHook((event) -> this.handshake.done(), ZMQ.EVENT_HANDSHAKE_PROTOCOL);
		this.socket.subscribe(prefix.getBytes(StandardCharsets.UTF_8));
		this.socket.connect(address);
	}

	/**
	 * Wait until the handshake is done, so that the publisher receives the subscription
	 * also if this subscriber is not called any more.
	 */
	public void awaitConnected() {
		this.handshake.await(this.socket);
	}

	/**
	 * Process the commands of the socket. After a reconnect it renews its subscription
	 * only when it is called.
	 */
	public void work() {
		this.socket.getEvents();
	}

	/**
	 * Wait until a publisher has received the subscription, also if the connection is
	 * lost meanwhile.
	 * @param publisher the publisher
	 * @param topic a topic of the subscription
	 */
	public void awaitSubscribed(ZmqPublisher publisher, String topic) {
		EventsApplication.await().until(() -> {
			work();
			return publisher.hasSubscriber(topic);
		});
	}

	/**
	 * Wait for the next message.
	 * @return its frames
	 */
	public List<byte[]> receive() {
		List<byte[]> frames = new ArrayList<>();
		do {
			byte[] frame = this.socket.recv();
			assertThat(frame).as("a frame").isNotNull();
			frames.add(frame);
		}
		while (this.socket.hasReceiveMore());
		return frames;
	}

	/**
	 * Wait for the next message and decode it.
	 * @return its frames as text
	 */
	public List<String> receiveText() {
		return receive().stream().map((frame) -> new String(frame, StandardCharsets.UTF_8)).toList();
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.term();
	}

}
