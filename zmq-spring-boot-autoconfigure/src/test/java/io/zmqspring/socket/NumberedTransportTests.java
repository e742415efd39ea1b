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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sequences over each transport: some travel with the frame before them, all others on
 * their own.
 */
class NumberedTransportTests {

	private static final int MESSAGES = 20_000;

	private static final int[] SIZES = { 0, 1, 64, 255, 256, 1000, 20_000, 300_000 };

	private static final byte[] TOPIC = "t".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] HEADERS = "{\"a\":\"b\"}".getBytes(StandardCharsets.US_ASCII);

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL", "IPC, CURVE", "INPROC, NULL" })
	void allFramesOfEachMessageArriveInOrder(String transport, TestSecurity security) {
		String address = transport.equals("INPROC") ? "inproc://numbered" : TestTransport.valueOf(transport).address();
		ZmqContext context = security.context();
		PublishingSocket publisher = PublishingSocket.open(context, settings(address, true, security), Overflow.BLOCK,
				(event) -> {
				});
		List<Checked> checks = List.of(new Checked(), new Checked());
		List<ReceivingSocket> receivers = new ArrayList<>();
		for (Checked checked : checks) {
			ReceivingSocket receiver = ReceivingSocket.subscribing(context, settings(address, false, security), "test",
					checked, (event) -> {
					});
			receivers.add(receiver);
			receiver.start();
			receiver.subscribe(TOPIC);
		}
		await().until(() -> publisher.hasSubscriber(TOPIC));
		Counting numbering = new Counting();
		await().pollInSameThread().until(() -> {
			publisher.send(TOPIC, TOPIC, content(numbering.last + 1), null, numbering);
			return checks.stream().allMatch((checked) -> checked.last > 0);
		});
		for (int i = 0; i < MESSAGES; i++) {
			byte[] headers = (i % 3 == 0) ? HEADERS : null;
			assertThat(publisher.send(TOPIC, TOPIC, content(numbering.last + 1), headers, numbering)).isZero();
		}
		assertThat(publisher.close(Duration.ofSeconds(30))).isZero();
		for (Checked checked : checks) {
			await().untilAsserted(() -> assertThat(checked.last).isEqualTo(numbering.last));
			assertThat(checked.failure).hasValue(null);
		}
		receivers.forEach((receiver) -> receiver.close(Duration.ofSeconds(5)));
		context.close();
	}

	private static SocketSettings settings(String address, boolean bind, TestSecurity security) {
		return new SocketSettings(List.of(Endpoint.parse(address, null)), bind, 100, Duration.ofSeconds(30),
				Duration.ofSeconds(30), SocketTuning.DEFAULTS, security.of(bind));
	}

	// Mostly small, as large ones need long
	private static byte[] content(long number) {
		Random random = new Random(number);
		int size = (number % 50 == 0) ? SIZES[random.nextInt(SIZES.length)] : random.nextInt(300);
		byte[] content = new byte[size];
		random.nextBytes(content);
		return content;
	}

	private static final class Counting implements PublishingSocket.Numbering {

		private long last;

		@Override
		public byte[] begin(byte[] first) {
			return first;
		}

		@Override
		public byte[] accepted(byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
			this.last++;
			return SequenceFrame.encode(1, this.last, this.last);
		}

	}

	private static final class Checked implements FrameSink {

		private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

		private volatile long last;

		@Override
		public void onMessage(Frames frames) {
			byte[] sequence = frames.get(frames.count() - 1);
			if (!SequenceFrame.isSequence(sequence)) {
				this.failure.compareAndSet(null, frames.count() + " frames without a sequence after " + this.last);
				return;
			}
			long number = SequenceFrame.number(sequence);
			boolean right = this.last == 0
					|| (number == this.last + 1 && (frames.count() == 3 || Arrays.equals(frames.get(2), HEADERS))
							&& Arrays.equals(frames.get(1), content(number)));
			if (!right) {
				this.failure.compareAndSet(null, "number " + number + " after " + this.last);
			}
			this.last = number;
		}

		@Override
		public void onFailure(Throwable cause) {
			this.failure.compareAndSet(null, cause.toString());
		}

	}

}
