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

package io.zmqspring.scenario.ending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens to messages when an application context is closed, or paused and started
 * again.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContextEndTests {

	private static final byte[] PAYLOAD = new byte[10_000];

	private static final int MESSAGES = 500;

	private final List<MessageCounter> receivers = new ArrayList<>();

	@AfterEach
	void close() {
		this.receivers.forEach(MessageCounter::close);
	}

	private MessageCounter receiver(SocketType type, Pace pace, String address) {
		return receiver(TestTransport.TCP, TestSecurity.NULL, type, pace, address);
	}

	private MessageCounter receiver(TestTransport transport, TestSecurity security, SocketType type, Pace pace,
			String address) {
		MessageCounter receiver = MessageCounter.of(transport, security, type, pace);
		this.receivers.add(receiver);
		receiver.connect(address);
		return receiver;
	}

	private static TestApplication application(String... settings) {
		return TestApplication.start(Recorder.class, settings);
	}

	private static void end(TestApplication application) {
		application.context().close();
	}

	private static ZmqPublisher publish(TestApplication application) {
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		for (int i = 0; i < MESSAGES; i++) {
			publisher.publish(PAYLOAD, "t");
		}
		return publisher;
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void closingTheContextSendsWhatEachRoleHasAccepted(TestTransport transport, TestSecurity security) {
		String topics = transport.address();
		String work = transport.address();
		try (TestApplication application = application(security.applyTo("zmq.publishers.p.address=" + topics,
				"zmq.publishers.p.linger=10s", "zmq.publishers.p.heartbeat.enabled=true",
				"zmq.controllers.c.workers.a.push.address=" + work, "zmq.controllers.c.workers.a.push.linger=10s",
				"zmq.controllers.c.workers.a.pull.address=tcp://127.0.0.1:*"))) {
			MessageCounter subscriber = receiver(transport, security, SocketType.SUB, Pace.SLOW, topics);
			MessageCounter worker = receiver(transport, security, SocketType.PULL, Pace.SLOW, work);
			ZmqController controller = application.bean(ZmqController.class);
			assertThat(controller.awaitWorkers("a", 1, Duration.ofSeconds(30))).isTrue();
			for (int i = 0; i < MESSAGES; i++) {
				controller.send("a", PAYLOAD);
			}
			ZmqPublisher publisher = publish(application);
			end(application);
			assertThat(worker.receiveRest()).isEqualTo(MESSAGES);
			// With the heartbeats that were sent after the subscription
			assertThat(subscriber.receiveRest()).isBetween(MESSAGES, (int) publisher.stats().sent());
			assertThat(publisher.stats().drops()).doesNotContainKey("stopped");
		}
	}

	@Test
	void messagesThatAreLeftWhenTheContextClosesAreToldInTheLogAndByAnEvent(CapturedOutput output)
			throws InterruptedException {
		String topics = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = application("zmq.publishers.p.address=" + topics,
				"zmq.publishers.p.linger=0")) {
			MessageCounter subscriber = receiver(SocketType.SUB, Pace.HELD, topics);
			ZmqPublisher publisher = publish(application);
			Recorder recorder = application.bean(Recorder.class);
			end(application);
			ZmqStatistics statistics = publisher.stats();
			long counted = statistics.drops().get("stopped");
			assertThat(counted + subscriber.receiveRest()).isEqualTo(MESSAGES);
			assertThat(output)
				.containsOnlyOnce("Publisher 'p' has dropped " + counted + " messages (stopped): the role was stopped");
			assertThat(statistics.lastError())
				.isEqualTo(counted + " messages were not sent within the linger of 0s when the socket was closed");
			assertThat(recorder.dropped.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(recorder.drops).singleElement().returns(counted, ZmqMessagesDroppedEvent::count);
		}
	}

	@Test
	void lingersOfPoolsDoNotAddUp() {
		List<String> settings = new ArrayList<>();
		List<String> addresses = new ArrayList<>();
		for (String pool : List.of("a", "b", "c", "d")) {
			String address = "tcp://127.0.0.1:" + FreePort.find();
			addresses.add(address);
			settings.add("zmq.controllers.c.workers." + pool + ".push.address=" + address);
			settings.add("zmq.controllers.c.workers." + pool + ".push.linger=1s");
			settings.add("zmq.controllers.c.workers." + pool + ".pull.address=tcp://127.0.0.1:*");
		}
		try (TestApplication application = application(settings.toArray(String[]::new))) {
			addresses.forEach((address) -> receiver(SocketType.PULL, Pace.HELD, address));
			ZmqController controller = application.bean(ZmqController.class);
			for (String pool : List.of("a", "b", "c", "d")) {
				assertThat(controller.awaitWorkers(pool, 1, Duration.ofSeconds(30))).isTrue();
				for (int i = 0; i < MESSAGES; i++) {
					controller.send(pool, PAYLOAD);
				}
			}
			Stopwatch stopwatch = Stopwatch.start();
			long start = System.nanoTime();
			controller.stop();
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofMillis(3500));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
			int received = this.receivers.stream().mapToInt(MessageCounter::receiveRest).sum();
			assertThat(received + controller.stats().drops().get("stopped")).isEqualTo(4 * MESSAGES);
		}
	}

	@Test
	void lingerEndsBeforeThePhaseOfTheShutdown(CapturedOutput output) {
		String topics = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = application("zmq.publishers.p.address=" + topics,
				"zmq.publishers.p.linger=1m", "spring.lifecycle.timeout-per-shutdown-phase=4s")) {
			assertThat(output).contains("zmq.publishers.p.linger is 60s, but a stop may take 2s at most");
			MessageCounter subscriber = receiver(SocketType.SUB, Pace.HELD, topics);
			ZmqPublisher publisher = publish(application);
			end(application);
			long counted = publisher.stats().drops().get("stopped");
			assertThat(counted + subscriber.receiveRest()).isEqualTo(MESSAGES);
			assertThat(output).doesNotContain("still running after timeout");
		}
	}

	@ParameterizedTest
	@EnumSource
	void pauseAndRestartOfTheContextLoseNothing(TestTransport transport) {
		String topics = transport.address();
		try (TestApplication application = application("zmq.publishers.p.address=" + topics,
				"zmq.publishers.p.linger=10s")) {
			MessageCounter subscriber = receiver(transport, TestSecurity.NULL, SocketType.SUB, Pace.SLOW, topics);
			ZmqPublisher publisher = publish(application);
			ConfigurableApplicationContext context = application.context();
			context.pause();
			assertThat(publisher.isRunning()).isFalse();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> publisher.publish(PAYLOAD, "t"))
				.withMessageContaining("is not running");
			EventsApplication.await().until(() -> subscriber.received() == MESSAGES);
			context.restart();
			publish(application);
			EventsApplication.await().until(() -> subscriber.received() == 2 * MESSAGES);
			assertThat(publisher.stats().drops()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void noPeerIsAcceptedDuringTheLinger(TestTransport transport) {
		String topics = transport.address();
		try (TestApplication application = application("zmq.publishers.p.address=" + topics,
				"zmq.publishers.p.linger=1m")) {
			MessageCounter subscriber = receiver(transport, TestSecurity.NULL, SocketType.SUB, Pace.HELD, topics);
			ZmqPublisher publisher = publish(application);
			Thread stopping = new Thread(publisher::stop);
			stopping.start();
			EventsApplication.await().until(() -> {
				try (RawConnection late = RawConnection.open(topics)) {
					return late.isClosed();
				}
				catch (IOException ex) {
					return true;
				}
			});
			assertThat(stopping.isAlive()).isTrue();
			assertThat(subscriber.receiveRest()).isEqualTo(MESSAGES);
			EventsApplication.await().until(() -> !stopping.isAlive());
			assertThat(publisher.stats().drops()).isEmpty();
		}
	}

	@Test
	void deadLetterOfAMessageThatFailsDuringTheStopIsSent() {
		assertDeadLetterIsSent("zmq.listener.retry.max-attempts=5", "zmq.listener.retry.initial-interval=20ms");
	}

	@Test
	void messageThatWaitsForItsNextAttemptFailsAfterTheShutdownTimeoutAndIsADeadLetter() {
		assertDeadLetterIsSent("zmq.listener.retry.max-attempts=5", "zmq.listener.retry.initial-interval=1m",
				"zmq.listener.retry.max-interval=1m", "zmq.subscribers.s.shutdown-timeout=100ms");
	}

	private void assertDeadLetterIsSent(String... settings) {
		String topics = "tcp://127.0.0.1:" + FreePort.find();
		String letters = "tcp://127.0.0.1:" + FreePort.find();
		List<String> all = new ArrayList<>(List.of(settings));
		all.addAll(List.of("zmq.publishers.p.address=" + topics, "zmq.subscribers.s.address=" + topics,
				"zmq.publishers.letters.address=" + letters, "zmq.publishers.letters.headers=true",
				"zmq.listener.dead-letter.publisher=letters", "zmq.listener.dead-letter.topic=lost"));
		try (TestApplication application = TestApplication.start(Failing.class, all.toArray(String[]::new))) {
			MessageCounter grave = receiver(SocketType.SUB, Pace.FAST, letters);
			assertThat(application.bean("lettersPublisher", ZmqPublisher.class)
				.awaitSubscriber("lost", Duration.ofSeconds(30))).isTrue();
			ZmqPublisher publisher = application.bean("pPublisher", ZmqPublisher.class);
			assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			publisher.publish("x".getBytes(StandardCharsets.UTF_8), "t");
			Failing failing = application.bean(Failing.class);
			EventsApplication.await().until(() -> failing.entered.getCount() == 0);
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			end(application);
			assertThat(subscriber.stats().failed()).isEqualTo(1);
			assertThat(grave.receiveRest()).isEqualTo(1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Recorder {

		private final List<ZmqMessagesDroppedEvent> drops = new CopyOnWriteArrayList<>();

		private final CountDownLatch dropped = new CountDownLatch(1);

		@EventListener
		void onDropped(ZmqMessagesDroppedEvent event) {
			this.drops.add(event);
			this.dropped.countDown();
		}

	}

	static class Failing {

		private final CountDownLatch entered = new CountDownLatch(1);

		@ZmqListener("t")
		void fail(String text) {
			this.entered.countDown();
			throw new IllegalStateException("always");
		}

	}

}
