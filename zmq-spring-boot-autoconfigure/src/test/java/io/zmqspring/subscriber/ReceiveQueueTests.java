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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The queue of messages that are received by hand: its bounds, and what happens when the
 * subscriber or a thread stops.
 */
class ReceiveQueueTests extends ByHandRoles {

	private void awaitReceived(long count) {
		EventsApplication.await().until(() -> this.subscriber.stats().received() == count);
	}

	@Test
	void queueIsBoundedAndLossIsCounted() {
		start();
		int capacity = this.subscriber.settings().highWaterMark();
		for (int i = 0; i < capacity + 10; i++) {
			publish(String.valueOf(i), "order.a");
			if (i % 100 == 0) {
				awaitReceived(i + 1);
			}
		}
		awaitReceived(capacity + 10);
		EventsApplication.await().until(() -> this.subscriber.stats().dropped() == 10);
		assertThat(this.subscriber.stats().drops()).isEqualTo(Map.of("receive-queue-full", 10L));
		for (int i = 0; i < capacity; i++) {
			assertThat(this.subscriber.receive(Duration.ZERO).text()).isEqualTo(String.valueOf(i));
		}
		publish("later", "order.a");
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("later");
	}

	@Test
	void queueIsBoundedInBytes() {
		ReceiveQueue queue = new ReceiveQueue(0,
				new FailureReports(new RoleStatus(this, "subscriber", "bytes", this.context, (event) -> {
				}), (message, error) -> this.errors.add(error)), () -> ZmqState.RUNNING, () -> null);
		byte[] half = new byte[(int) (ReceiveQueue.MAX_BYTES / 2)];
		queue.deliver("t", half, Map.of());
		queue.deliver("t", half, Map.of());
		queue.deliver("t", new byte[1], Map.of());
		assertThat(queue.size()).isEqualTo(2);
	}

	@Test
	void pausedSubscriberIsReceivedFromAfterItHasResumed() throws Exception {
		start();
		publish("1", "order.a");
		awaitWaiting(1);
		this.subscriber.pause();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> this.subscriber.receive(SHORT))
			.withMessageEndingWith("within 50ms: its state is PAUSED");
		FutureTask<ZmqMessage> waiting = receiveOnAThread();
		this.subscriber.resume();
		assertThat(waiting.get().text()).isEqualTo("1");
	}

	@Test
	void stopEndsTheWaitAndCountsWhatWaits() {
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.subscriber.receive(LONG))
			.withMessageStartingWith("Subscriber 'events' is not running");
		start();
		publish("1", "order.a");
		publish("2", "other");
		awaitWaiting(2);
		this.subscriber.stop();
		assertThat(this.subscriber.stats().drops()).isEqualTo(Map.of("stopped", 2L));
		assertThat(this.errors).hasSize(2)
			.extracting(Throwable::getMessage)
			.containsOnly("Subscriber 'events' was stopped before the message was received by hand");
		start();
		FutureTask<ZmqMessage> waiting = receiveOnAThread();
		this.subscriber.stop();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.havingCause()
			.withMessageStartingWith("Subscriber 'events' is not running");
	}

	@Test
	void subscriberThatHasFailedEndsTheWaitAndSaysWhy() {
		start();
		FutureTask<ZmqMessage> waiting = receiveOnAThread();
		this.subscriber.recordError(new IllegalStateException("The socket is broken"), true);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.havingCause()
			.isInstanceOf(ZmqException.class)
			.isNotInstanceOf(ZmqTimeoutException.class)
			.withMessageStartingWith("Subscriber 'events' has failed and receives nothing until it is started again: ")
			.withMessageContaining("The socket is broken");
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.subscriber.receive(LONG))
			.withMessageContaining("The socket is broken");
		start();
		publish("1", "order.a");
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("1");
	}

	@Test
	void subscriberThatCouldNotStartSaysWhyWhenItIsReceivedFrom() {
		this.publisher.start();
		this.subscriber = new ZmqSubscriber("events",
				SubscriberSettings.of(ADDRESS, "order.*").mutate().bind(true).build(), this.context, PubSubRoles.JSON,
				(message, error) -> this.errors.add(error), (event) -> {
				});
		Throwable failure = catchThrowable(this.subscriber::start);
		assertThat(failure).isNotNull();
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> this.subscriber.receive(LONG))
			.withMessageContaining("has failed and receives nothing until it is started again: ");
	}

	@Test
	void stopDoesNotWaitForAHandlerThatReceivesByHand() {
		CompletableFuture<Throwable> ended = new CompletableFuture<>();
		CountDownLatch receiving = new CountDownLatch(1);
		this.subscriber.add(new HandlerSpec("relay", List.of(this.subscriber.parse("other")), 2,
				HandlerInvocation.Single.of((topic, payload) -> {
					try {
						receiving.countDown();
						this.subscriber.receive("order.*", LONG);
					}
					catch (ZmqException ex) {
						ended.complete(ex);
					}
				})), true);
		start();
		publish("1", "other");
		assertThatNoException().isThrownBy(receiving::await);
		this.subscriber.stop();
		assertThat(ended).succeedsWithin(Duration.ZERO)
			.extracting(Throwable::getMessage)
			.asString()
			.contains("is not running");
	}

	@Test
	void interruptEndsTheWaitAndLosesNothing() throws Exception {
		start();
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				this.subscriber.receive(LONG);
			}
			catch (ZmqException ex) {
				interrupted.complete(Thread.currentThread().isInterrupted());
			}
		});
		thread.start();
		EventsApplication.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		thread.interrupt();
		assertThat(interrupted).succeedsWithin(LONG).isEqualTo(true);
		publish("1", "order.a");
		assertThat(this.subscriber.receive(LONG).text()).isEqualTo("1");
	}

	@Test
	void severalThreadsReceiveEachMessageOnce() throws Exception {
		start();
		int messages = 400;
		List<String> received = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Thread thread = new Thread(() -> {
				for (int j = 0; j < messages / 4; j++) {
					received.add(this.subscriber.receive(LONG).text());
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (int i = 0; i < messages; i++) {
			publish(String.valueOf(i), "order.a");
		}
		for (Thread thread : threads) {
			thread.join(LONG.toMillis());
		}
		assertThat(received).hasSize(messages).doesNotHaveDuplicates();
	}

	private FutureTask<ZmqMessage> receiveOnAThread() {
		FutureTask<ZmqMessage> task = new FutureTask<>(() -> this.subscriber.receive(LONG));
		Thread thread = new Thread(task);
		thread.start();
		EventsApplication.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return task;
	}

}
