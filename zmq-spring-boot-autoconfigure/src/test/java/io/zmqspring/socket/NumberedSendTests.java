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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.ZMQ;

import io.zmqspring.settings.value.Overflow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which messages get a number, and in which order. The subscribers are bare XSUB sockets.
 */
class NumberedSendTests {

	private final BareSubscribers sockets = new BareSubscribers();

	@AfterEach
	void close() {
		this.sockets.close();
	}

	// Each accepted message has the next number, each refused one has none
	@ParameterizedTest
	@EnumSource(Overflow.class)
	void numbersAreThoseOfAcceptedMessages(Overflow overflow) {
		PublishingSocket publisher = this.sockets.publisher(overflow, Duration.ofMillis(20));
		ZMQ.Socket slow = this.sockets.subscriber(publisher, "t");
		ZMQ.Socket fast = this.sockets.subscriber(publisher, "t");
		Numbers numbers = new Numbers();
		List<String> expected = new ArrayList<>();
		List<String> fastGot = new ArrayList<>();
		byte[] topic = BareSubscribers.bytes("t");
		int refused = 0;
		int lost = 0;
		for (int i = 0; lost < 50 && refused < 5; i++) {
			byte[] third = (i % 2 == 0) ? BareSubscribers.bytes("headers") : null;
			int now = publisher.send(topic, topic, BareSubscribers.bytes(Integer.toString(i)), third, numbers);
			if (now == PublishingSocket.NOT_SENT) {
				refused++;
			}
			else {
				lost += now;
				expected.add("t|" + i + ((third != null) ? "|headers" : "") + "|#" + (expected.size() + 1));
			}
			fastGot.addAll(BareSubscribers.receiveAll(fast));
		}
		assertThat(fastGot).isEqualTo(expected);
		List<String> slowGot = BareSubscribers.receiveAll(slow);
		assertThat(slowGot).hasSize(expected.size() - lost);
		assertThat(expected).containsAll(slowGot);
		assertThat(numbers.last).isEqualTo(expected.size());
		publisher.close();
	}

	@Test
	void messageWithoutSubscriberIsNumberedUnlessOneHasCome() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.DROP, Duration.ZERO);
		Numbers numbers = new Numbers();
		byte[] topic = BareSubscribers.bytes("t");
		int version = publisher.subscriptionsVersion();
		assertThat(publisher.skip(version, topic, null, null, numbers)).isTrue();
		assertThat(numbers.last).isEqualTo(1);
		ZMQ.Socket peer = this.sockets.subscriber(publisher, "t");
		assertThat(publisher.skip(version, topic, null, null, numbers)).isFalse();
		assertThat(numbers.last).isEqualTo(1);
		publisher.send(topic, topic, BareSubscribers.bytes("payload"), null, numbers);
		assertThat(BareSubscribers.receiveAll(peer)).containsExactly("t|payload|#2");
		publisher.close();
	}

	@Test
	void numberMayBePartOfTheOnlyFrame() {
		PublishingSocket publisher = this.sockets.publisher(Overflow.FAIL, Duration.ZERO);
		ZMQ.Socket peer = this.sockets.subscriber(publisher, "t ");
		byte[] start = BareSubscribers.bytes("t ");
		PublishingSocket.Numbering numbering = new PublishingSocket.Numbering() {

			private int accepted;

			@Override
			public byte[] begin(byte[] first) {
				return BareSubscribers.bytes("t " + (this.accepted + 1));
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
		List<String> received = BareSubscribers.receiveAll(peer);
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
			return BareSubscribers.bytes("#" + this.last);
		}

	}

}
