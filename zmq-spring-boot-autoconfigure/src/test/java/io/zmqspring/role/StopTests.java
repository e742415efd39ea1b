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

package io.zmqspring.role;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Stopping under load, or while a handler does not return.
 */
@ExtendWith(OutputCaptureExtension.class)
class StopTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void closeContext() {
		this.context.close();
	}

	@Test
	void stopUnderFullLoadEndsWithinItsTimeout(CapturedOutput output) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:0");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(publisher));
		AtomicInteger handled = new AtomicInteger();
		subscriber.addHandler("load", (topic, payload) -> handled.incrementAndGet());
		subscriber.start();
		AtomicReference<Throwable> end = new AtomicReference<>();
		Thread load = new Thread(() -> {
			try {
				while (true) {
					publisher.publish("message", "load");
				}
			}
			catch (ZmqException ex) {
				end.set(ex);
			}
		});
		load.start();
		await().until(() -> handled.get() > 10_000);
		Stopwatch stopwatch = Stopwatch.start();
		subscriber.stop();
		publisher.stop();
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(4));
		assertThat(output).doesNotContain("did not finish within");
		await().until(() -> end.get() != null);
		assertThat(end.get()).hasMessageContaining("is not running");
	}

	@Test
	void handlerThatDoesNotReturnIsLoggedAndDoesNotBlockTheStop(CapturedOutput output) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://stuck");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://stuck", SHORT);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		subscriber.addHandler("t", (topic, payload) -> {
			entered.countDown();
			awaitUninterruptibly(release);
		});
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> entered.getCount() == 0);
		long start = System.nanoTime();
		subscriber.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		assertThat(output).contains(
				"Subscriber 'events' did not finish within the shutdown-timeout of 300ms; interrupted and left behind: "
						+ "zmq-subscriber-events at ")
			.contains("awaitUninterruptibly(StopTests");
		// Its socket is closed nevertheless
		await().until(() -> !publisher.hasSubscriber("t"));
		release.countDown();
		publisher.stop();
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).doesNotContain("zmq-subscriber-events"));
	}

	@Test
	void handlerThatBlocksIsInterruptedAfterTheTimeout(CapturedOutput output) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://blocking");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://blocking", SHORT);
		CountDownLatch entered = new CountDownLatch(1);
		subscriber.addHandler("t", (topic, payload) -> {
			entered.countDown();
			new CountDownLatch(1).await();
		});
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> entered.getCount() == 0);
		subscriber.stop();
		publisher.stop();
		assertThat(subscriber.stats().failed()).isEqualTo(1);
		assertThat(output).doesNotContain("did not finish within");
	}

	@Test
	void stopByAnInterruptedThreadWaitsForAsynchronousHandlers(CapturedOutput output) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://interrupted");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://interrupted");
		CompletableFuture<Void> result = new CompletableFuture<>();
		CountDownLatch entered = new CountDownLatch(1);
		HandlerInvocation.Single handler = (topic, payload, headers) -> {
			entered.countDown();
			return result;
		};
		subscriber.add(new HandlerSpec("asynchronous", List.of(subscriber.parse("t")), 1, handler), true);
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> entered.getCount() == 0);
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			subscriber.stop();
			return Thread.interrupted();
		});
		await().during(Duration.ofMillis(100)).until(() -> !interrupted.isDone());
		result.complete(null);
		assertThat(interrupted.join()).isTrue();
		assertThat(output).doesNotContain("did not finish within");
		publisher.stop();
	}

	@Test
	void handlerMayStopItsOwnSubscriber() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://self");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://self");
		subscriber.addHandler("t", (topic, payload) -> subscriber.stop());
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		await().until(() -> subscriber.state() == ZmqState.STOPPED);
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).doesNotContain("zmq-subscriber-events"));
		publisher.stop();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// This handler has to ignore interrupts
			}
		}
	}

}
