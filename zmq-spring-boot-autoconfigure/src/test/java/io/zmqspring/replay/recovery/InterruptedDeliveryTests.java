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

package io.zmqspring.replay.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.zmqspring.replay.protocol.MessageRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Sockets that are replaced while messages are delivered that have waited: the listener
 * ends the delivery with an exception.
 */
class InterruptedDeliveryTests {

	private static final byte[] TOPIC = "a".getBytes();

	private final List<Long> delivered = new ArrayList<>();

	private final Recovery recovery;

	private long now;

	private boolean ending = true;

	InterruptedDeliveryTests() {
		this.recovery = new Recovery(RecoverySettings.DEFAULTS, 1, (topic) -> true, SeenNumbers.NONE, new Ending(),
				new NoAnswers(), () -> this.now, 100);
		this.recovery.subscribe(List.of(new byte[0]));
		this.recovery.onLiveConnections(true);
		this.recovery.tick(true);
	}

	@Test
	void messagesThatNoPublisherKnowsAreDeliveredAfterwards() {
		receive(1);
		receive(2);
		receive(3);
		assertThatThrownBy(() -> pass(RecoverySettings.DEFAULTS.timeout().plusSeconds(1)))
			.isInstanceOf(IllegalStateException.class);
		assertThat(this.delivered).containsExactly(1L);
		this.ending = false;
		receive(4);
		assertThat(this.delivered).containsExactly(1L, 2L, 3L, 4L);
		assertThat(this.recovery.heldBytes()).isZero();
	}

	private void pass(Duration duration) {
		for (int i = 0; i < duration.toMillis() / 100; i++) {
			this.now += Duration.ofMillis(100).toNanos();
			this.recovery.tick(true);
		}
	}

	private void receive(long number) {
		RecoveredTopic topic = this.recovery.topic(TOPIC);
		switch (this.recovery.live(topic, 7, number, number, true)) {
			case KEEP -> this.recovery.keep(topic, message(number));
			case NOT_OFFERED, DELIVER -> this.delivered.add(number);
			case DUPLICATE -> {
			}
		}
	}

	private static SequencedMessage message(long number) {
		return new SequencedMessage(7, TOPIC, number, number, new byte[1], null, null, null, false);
	}

	/**
	 * Takes a message, and throws an exception as long as the sockets are replaced.
	 */
	private final class Ending implements RecoveryListener {

		@Override
		public void deliver(SequencedMessage message) {
			InterruptedDeliveryTests.this.delivered.add(message.number());
			if (InterruptedDeliveryTests.this.ending) {
				throw new IllegalStateException("The run has ended");
			}
		}

		@Override
		public void deliverPlain(SequencedMessage message) {
			deliver(message);
		}

		@Override
		public void lost(long epoch, byte[] topic, long from, long to) {
		}

		@Override
		public void restarted(int source) {
		}

		@Override
		public void begun(int source, long epoch) {
		}

		@Override
		public void begun(long epoch, byte[] topic, long last) {
		}

	}

	/**
	 * A publisher that does not answer.
	 */
	private static final class NoAnswers implements ReplayRequests {

		@Override
		public boolean sync(int source, long after, List<byte[]> prefixes, int page) {
			return true;
		}

		@Override
		public boolean get(int source, List<MessageRange> ranges) {
			return true;
		}

	}

}
