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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which messages get a number, and in which order. The subscribers are bare XSUB sockets.
 */
class NumberedSendTests {

	private static final int QUEUE = 10;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<ZMQ.Socket> peers = new ArrayList<>();

	@AfterEach
	void close() {
		this.peers.forEach(ZMQ.Socket::close);
		this.context.close();
	}

	private PublishingSocket publisher(Overflow overflow, Duration timeout) {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("inproc://overflow", null)), true, QUEUE,
				Duration.ZERO, timeout, SocketTuning.DEFAULTS);
		return PublishingSocket.open(this.context, settings, overflow, (event) -> {
		});
	}

	private ZMQ.Socket subscriber(PublishingSocket publisher, String topic) {
		ZMQ.Socket peer = this.context.engine().socket(SocketType.XSUB);
		this.peers.add(peer);
		peer.setRcvHWM(QUEUE);
		peer.setReceiveTimeOut(0);
		peer.connect("inproc://overflow");
		peer.send(bytes("\u0001" + topic));
		await().until(() -> publisher.hasSubscriber(bytes(topic)));
		return peer;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static List<String> receiveAll(ZMQ.Socket peer) {
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

	// Each accepted message has the next number, each refused one has none
	@ParameterizedTest
	@EnumSource(Overflow.class)
	void numbersAreThoseOfAcceptedMessages(Overflow overflow) {
		PublishingSocket publisher = publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket slow = subscriber(publisher, "t");
		ZMQ.Socket fast = subscriber(publisher, "t");
		Numbers numbers = new Numbers();
		List<String> expected = new ArrayList<>();
		List<String> fastGot = new ArrayList<>();
		byte[] topic = bytes("t");
		int refused = 0;
		int lost = 0;
		for (int i = 0; lost < 50 && refused < 5; i++) {
			byte[] third = (i % 2 == 0) ? bytes("headers") : null;
			int now = publisher.send(topic, topic, bytes(Integer.toString(i)), third, numbers);
			if (now == PublishingSocket.NOT_SENT) {
				refused++;
			}
			else {
				lost += now;
				expected.add("t|" + i + ((third != null) ? "|headers" : "") + "|#" + (expected.size() + 1));
			}
			fastGot.addAll(receiveAll(fast));
		}
		assertThat(fastGot).isEqualTo(expected);
		List<String> slowGot = receiveAll(slow);
		assertThat(slowGot).hasSize(expected.size() - lost);
		assertThat(expected).containsAll(slowGot);
		assertThat(numbers.last).isEqualTo(expected.size());
		publisher.close();
	}

	@Test
	void messageWithoutSubscriberIsNumberedUnlessOneHasCome() {
		PublishingSocket publisher = publisher(Overflow.DROP, Duration.ZERO);
		Numbers numbers = new Numbers();
		byte[] topic = bytes("t");
		int version = publisher.subscriptionsVersion();
		assertThat(publisher.skip(version, topic, null, null, numbers)).isTrue();
		assertThat(numbers.last).isEqualTo(1);
		ZMQ.Socket peer = subscriber(publisher, "t");
		assertThat(publisher.skip(version, topic, null, null, numbers)).isFalse();
		assertThat(numbers.last).isEqualTo(1);
		publisher.send(topic, topic, bytes("payload"), null, numbers);
		assertThat(receiveAll(peer)).containsExactly("t|payload|#2");
		publisher.close();
	}

	@Test
	void numberMayBePartOfTheOnlyFrame() {
		PublishingSocket publisher = publisher(Overflow.FAIL, Duration.ZERO);
		ZMQ.Socket peer = subscriber(publisher, "t ");
		byte[] start = bytes("t ");
		PublishingSocket.Numbering numbering = new PublishingSocket.Numbering() {

			private int accepted;

			@Override
			public byte[] begin(byte[] first) {
				return bytes("t " + (this.accepted + 1));
			}

			@Override
			public byte[] accepted(byte[] first, byte[] second, byte[] third) {
				this.accepted++;
				return null;
			}

		};
		int accepted = 0;
		while (publisher.send(start, start, null, null, numbering) == 0) {
			accepted++;
		}
		List<String> received = receiveAll(peer);
		assertThat(received).hasSize(accepted).startsWith("t 1", "t 2").endsWith("t " + accepted);
		publisher.close();
	}

	private static final class Numbers implements PublishingSocket.Numbering {

		private int last;

		@Override
		public byte[] begin(byte[] first) {
			return first;
		}

		@Override
		public byte[] accepted(byte[] first, byte[] second, byte[] third) {
			this.last++;
			return bytes("#" + this.last);
		}

	}

}
