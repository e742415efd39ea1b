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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many handshakes are allowed.
 */
class HandshakeRateTests {

	private final AtomicLong now = new AtomicLong();

	@Test
	void allowsTheHandshakesOfASecondAtOnceAndThenTheRate() {
		HandshakeRate rate = new HandshakeRate(10, this.now::get);
		assertThat(taken(rate)).isEqualTo(10);
		pass(Duration.ofMillis(101));
		assertThat(taken(rate)).isEqualTo(1);
		pass(Duration.ofSeconds(100));
		assertThat(taken(rate)).isEqualTo(10);
	}

	@Test
	void allowsAnyNumberWithoutALimit() {
		HandshakeRate rate = new HandshakeRate(0, this.now::get);
		assertThat(taken(rate)).isEqualTo(1000);
	}

	private static int taken(HandshakeRate rate) {
		int taken = 0;
		while (taken < 1000 && rate.take()) {
			taken++;
		}
		return taken;
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
