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

package io.zmqspring.scenario.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;

/**
 * The messages of {@code secure.py}: two frames, the second one with a number. As a sink
 * it counts what is lost, corrupt or out of order, and pauses after each hundred
 * messages.
 */
final class NumberedMessages implements FrameSink {

	private static final byte[] TOPIC = "t".getBytes(StandardCharsets.US_ASCII);

	private final AtomicInteger received = new AtomicInteger();

	private final AtomicInteger corrupt = new AtomicInteger();

	private final AtomicInteger disordered = new AtomicInteger();

	private final long pauseMillis;

	private volatile int expected;

	NumberedMessages(long pauseMillis) {
		this.pauseMillis = pauseMillis;
	}

	static byte[] topic() {
		return TOPIC;
	}

	static byte[] body(int number) {
		byte[] body = new byte[1004];
		Arrays.fill(body, (byte) (number % 251));
		ByteBuffer.wrap(body).putInt(number);
		return body;
	}

	@Override
	public void onMessage(Frames frames) {
		boolean complete = frames.count() == 2 && Arrays.equals(frames.get(0), TOPIC) && frames.get(1).length == 1004;
		int number = complete ? ByteBuffer.wrap(frames.get(1)).getInt() : -1;
		if (number < 0 || !Arrays.equals(frames.get(1), body(number))) {
			this.corrupt.incrementAndGet();
		}
		else if (number != this.expected) {
			this.disordered.incrementAndGet();
		}
		this.expected = number + 1;
		if (this.received.incrementAndGet() % 100 == 0) {
			try {
				TimeUnit.MILLISECONDS.sleep(this.pauseMillis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	int received() {
		return this.received.get();
	}

	/**
	 * What was received.
	 * @return the number of messages, of corrupt ones and of those out of order
	 */
	String summary() {
		return this.received + " " + this.corrupt + " " + this.disordered;
	}

	@Override
	public void onFailure(Throwable cause) {
		this.corrupt.incrementAndGet();
	}

}
