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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets over inproc that are closed, and opened again, by several threads at the same
 * time, with subscriptions and messages on their way. All of them close, and so does the
 * context.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClosingTogetherTests {

	private static final int ROUNDS = TestSize.of(15, 500);

	private static final int SOCKETS = 4;

	private static final byte[] TOPIC = "topic".getBytes(StandardCharsets.UTF_8);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void publishersAndSubscribersOverInprocClose(boolean publishersBind, CapturedOutput output) throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			boolean openFirst = round % 2 == 0;
			try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
				together(openFirst, (number) -> {
					PublishingSocket publisher = PublishingSocket.open(context, settings(publishersBind, number),
							Overflow.DROP, (event) -> {
							});
					publisher.send(null, TOPIC, TOPIC, null, null);
					return publisher::close;
				}, (number) -> {
					ReceivingSocket subscriber = ReceivingSocket.subscribing(context, settings(!publishersBind, number),
							"test-" + number, new Discard(), (event) -> {
							});
					subscriber.start();
					subscriber.subscribe(TOPIC);
					return () -> subscriber.close(Duration.ofSeconds(10));
				});
			}
			assertThat(output).doesNotContain(" WARN ", " ERROR ");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void pushersAndPullersOverInprocClose(boolean pushersBind, CapturedOutput output) throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			boolean openFirst = round % 2 == 0;
			try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
				together(openFirst, (number) -> {
					SendingSocket pusher = SendingSocket.pushing(context, settings(pushersBind, number), true,
							(event) -> {
							});
					pusher.send(TOPIC, null, Duration.ZERO);
					return () -> pusher.close(Duration.ZERO);
				}, (number) -> {
					ReceivingSocket puller = ReceivingSocket.pulling(context, settings(!pushersBind, number),
							"test-" + number, new Discard(), (event) -> {
							});
					puller.start();
					return () -> puller.close(Duration.ofSeconds(10));
				});
			}
			assertThat(output).doesNotContain(" WARN ", " ERROR ");
		}
	}

	// A socket that connects does so to every socket of the other side
	private static SocketSettings settings(boolean bind, int number) {
		List<Endpoint> endpoints = IntStream.range(0, SOCKETS)
			.filter((peer) -> !bind || peer == number)
			.mapToObj((peer) -> Endpoint.parse("inproc://together-" + peer, null))
			.toList();
		return new SocketSettings(endpoints, bind, 100, Duration.ofMillis(100), Duration.ZERO, SocketTuning.DEFAULTS);
	}

	// Each socket is opened, closed and opened again, the last time with all others open,
	// or without waiting for them
	private void together(boolean openFirst, Opening senders, Opening receivers) throws Exception {
		CyclicBarrier allOpen = new CyclicBarrier(2 * SOCKETS);
		List<Future<?>> ends = new ArrayList<>();
		for (int i = 0; i < SOCKETS; i++) {
			int number = i;
			for (Opening opening : List.of(senders, receivers)) {
				ends.add(this.threads.submit(() -> {
					opening.open(number).run();
					Runnable close = opening.open(number);
					if (openFirst) {
						allOpen.await();
					}
					close.run();
					return null;
				}));
			}
		}
		for (Future<?> end : ends) {
			end.get(30, TimeUnit.SECONDS);
		}
	}

	/**
	 * Opens a socket and returns what closes it.
	 */
	private interface Opening {

		Runnable open(int number);

	}

	/**
	 * Discards messages.
	 */
	private static final class Discard implements FrameSink {

		@Override
		public void onMessage(Frames frames) {
			// Only that it arrives matters here
		}

		@Override
		public void onFailure(Throwable cause) {
			throw new IllegalStateException(cause);
		}

	}

}
