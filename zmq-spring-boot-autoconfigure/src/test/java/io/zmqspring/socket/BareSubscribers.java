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

package io.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;

import static org.awaitility.Awaitility.await;

/**
 * Publishing sockets with short queues, and bare XSUB sockets that subscribe to them over
 * inproc.
 */
final class BareSubscribers implements AutoCloseable {

	static final int QUEUE = 10;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<ZMQ.Socket> peers = new ArrayList<>();

	void close(ZMQ.Socket peer) {
		this.peers.remove(peer);
		peer.close();
	}

	@Override
	public void close() {
		this.peers.forEach(ZMQ.Socket::close);
		this.context.close();
	}

	PublishingSocket publisher(Overflow overflow, Duration timeout) {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("inproc://overflow", null)), true, QUEUE,
				Duration.ZERO, timeout, SocketTuning.DEFAULTS);
		return PublishingSocket.open(this.context, settings, overflow, (event) -> {
		});
	}

	ZMQ.Socket subscriber(PublishingSocket publisher, String topic) {
		ZMQ.Socket peer = this.context.engine().socket(SocketType.XSUB);
		this.peers.add(peer);
		peer.setRcvHWM(QUEUE);
		peer.setReceiveTimeOut(0);
		peer.connect("inproc://overflow");
		peer.send(bytes("\u0001" + topic));
		await().until(() -> publisher.hasSubscriber(bytes(topic)));
		return peer;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static List<String> receiveAll(ZMQ.Socket peer) {
		List<String> received = new ArrayList<>();
		String first = peer.recvStr();
		while (first != null) {
			StringBuilder message = new StringBuilder(first);
			while (peer.hasReceiveMore()) {
				message.append('|').append(peer.recvStr());
			}
			received.add(message.toString());
			first = peer.recvStr();
		}
		return received;
	}

}
