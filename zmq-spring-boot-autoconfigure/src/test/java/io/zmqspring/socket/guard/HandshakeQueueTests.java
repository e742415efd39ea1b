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

package io.zmqspring.socket.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handshakes that wait.
 */
class HandshakeQueueTests {

	private final AtomicLong now = new AtomicLong();

	private final HandshakeQueue queue = new HandshakeQueue(new HandshakeRate(2, this.now::get));

	private final List<Integer> resumed = new ArrayList<>();

	@Test
	void newestHandshakeThatWaitsGoesFirst() {
		Runnable[] handshakes = new Runnable[6];
		for (int i = 0; i < handshakes.length; i++) {
			int number = i;
			handshakes[i] = () -> this.resumed.add(number);
			assertThat(this.queue.enter(handshakes[i])).isEqualTo(i < 2);
		}
		this.queue.tick();
		assertThat(this.resumed).isEmpty();
		this.now.addAndGet(Duration.ofMillis(501).toNanos());
		this.queue.tick();
		assertThat(this.resumed).containsExactly(5);
		assertThat(this.queue.leave(handshakes[4])).isTrue();
		assertThat(this.queue.leave(handshakes[5])).isFalse();
		this.now.addAndGet(Duration.ofSeconds(10).toNanos());
		this.queue.tick();
		assertThat(this.resumed).containsExactly(5, 3, 2);
	}

}
