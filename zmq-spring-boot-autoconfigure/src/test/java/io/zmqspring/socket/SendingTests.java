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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.connection.SocketOpenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Sending from threads that are interrupted, subscriptions of peers, and closed sockets.
 */
class SendingTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void closeContext() {
		this.context.close();
	}

	@Test
	void interruptedThreadSendsCompleteMessagesAndStaysInterrupted() {
		AtomicInteger incomplete = new AtomicInteger();
		AtomicInteger complete = new AtomicInteger();
		ReceivingSocket receiver = ReceivingSocket.subscribing(this.context, settings("inproc://interrupts", true),
				"test", new FrameSink() {

					@Override
					public void onMessage(Frames frames) {
						(isComplete(frames) ? complete : incomplete).incrementAndGet();
					}

					@Override
					public void onFailure(Throwable cause) {
						incomplete.incrementAndGet();
					}

				}, (event) -> {
				});
		receiver.subscribe(new byte[0]);
		receiver.start();
		PublishingSocket sender = PublishingSocket.open(this.context, settings("inproc://interrupts", false),
				Overflow.DROP, (event) -> {
				});
		await().until(() -> sender.hasSubscriber(new byte[0]));
		AtomicReference<Boolean> interruptRestored = new AtomicReference<>();
		Thread sending = new Thread(() -> {
			for (int i = 0; i < 20_000; i++) {
				sender.send(null, "topic".getBytes(StandardCharsets.UTF_8), "payload".getBytes(StandardCharsets.UTF_8),
						null, null);
			}
			Thread.currentThread().interrupt();
			sender.send(null, "topic".getBytes(StandardCharsets.UTF_8), "payload".getBytes(StandardCharsets.UTF_8),
					null, null);
			interruptRestored.set(Thread.currentThread().isInterrupted());
		});
		sending.start();
		while (sending.isAlive()) {
			sending.interrupt();
			Thread.onSpinWait();
		}
		await().until(() -> complete.get() == 20_001);
		assertThat(incomplete).hasValue(0);
		assertThat(interruptRestored).hasValue(true);
		sender.close();
		receiver.close(Duration.ofSeconds(5));
	}

	private static boolean isComplete(Frames frames) {
		return frames.count() == 2 && new String(frames.get(0), StandardCharsets.UTF_8).equals("topic")
				&& new String(frames.get(1), StandardCharsets.UTF_8).equals("payload");
	}

	@Test
	void subscriptionOfAPeerIsKnownUntilThePeerLeaves() {
		PublishingSocket sender = PublishingSocket.open(this.context, settings("tcp://127.0.0.1:0", true),
				Overflow.DROP, (event) -> {
				});
		byte[] topic = "camera.frame".getBytes(StandardCharsets.UTF_8);
		assertThat(sender.hasSubscriber(topic)).isFalse();
		ReceivingSocket receiver = ReceivingSocket.subscribing(this.context,
				settings(sender.boundAddresses().get(0), false), "test", new FrameSink() {

					@Override
					public void onMessage(Frames frames) {
					}

					@Override
					public void onFailure(Throwable cause) {
					}

				}, (event) -> {
				});
		receiver.start();
		receiver.subscribe("camera.".getBytes(StandardCharsets.UTF_8));
		await().until(() -> sender.hasSubscriber(topic));
		assertThat(sender.hasSubscriber("host".getBytes(StandardCharsets.UTF_8))).isFalse();
		receiver.close(Duration.ofSeconds(5));
		await().until(() -> !sender.hasSubscriber(topic));
		sender.close();
	}

	@Test
	void secondBindOfAnInprocNameIsRefusedAndTheFirstKeepsIt() {
		PublishingSocket first = PublishingSocket.open(this.context, settings("inproc://once", true), Overflow.DROP,
				(event) -> {
				});
		assertThatExceptionOfType(SocketOpenException.class).isThrownBy(
				() -> PublishingSocket.open(this.context, settings("inproc://once", true), Overflow.DROP, (event) -> {
				}))
			.withMessageContaining("inproc://once is bound already");
		assertThatExceptionOfType(SocketOpenException.class).isThrownBy(
				() -> PublishingSocket.open(this.context, settings("inproc://once", true), Overflow.DROP, (event) -> {
				}));
		first.close();
		PublishingSocket.open(this.context, settings("inproc://once", true), Overflow.DROP, (event) -> {
		}).close();
	}

	@Test
	void useAfterCloseIsRefused() {
		PublishingSocket sender = PublishingSocket.open(this.context, settings("inproc://closed", true), Overflow.DROP,
				(event) -> {
				});
		sender.close();
		sender.close();
		assertThatExceptionOfType(SocketClosedException.class)
			.isThrownBy(() -> sender.send(null, new byte[1], null, null, null));
	}

	private static SocketSettings settings(String address, boolean bind) {
		return new SocketSettings(List.of(Endpoint.parse(address, null)), bind, 0, Duration.ofSeconds(1),
				Duration.ofSeconds(1), SocketTuning.DEFAULTS);
	}

}
