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

package io.zmqspring.publisher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Heartbeats of publishers, as subscribers receive them.
 */
class HeartbeatsTests {

	private static final String ADDRESS = "zmq.publishers.events.address=inproc://heartbeats";

	private static final String SUBSCRIBER = "zmq.subscribers.events.address=inproc://heartbeats";

	private static final String ENABLED = "zmq.publishers.events.heartbeat.enabled=true";

	private static final String OFTEN = "zmq.publishers.events.heartbeat.interval=100ms";

	private static final String RARELY = "zmq.publishers.events.heartbeat.interval=1h";

	@Test
	void heartbeatsComeAtTheirIntervalAndCountUp() {
		double start = now();
		Stopwatch stopwatch = Stopwatch.start();
		try (TestApplication application = TestApplication.start(Collecting.class, ADDRESS, SUBSCRIBER, ENABLED, OFTEN,
				"spring.application.name=north \"tower\"")) {
			List<Beat> received = application.bean(Collecting.class).received;
			await().until(() -> received.size() >= 5);
			Beat first = received.get(0);
			Beat fifth = received.get(4);
			assertThat(fifth.sequence() - first.sequence()).isEqualTo(4);
			// The clock of the heartbeats does not wait for a first one that is late
			assertThat(fifth.timestamp() - first.timestamp()).isLessThan(2.0 + stopwatch.paused().toMillis() / 1000.0);
			assertThat(fifth.timestamp() - start).isGreaterThan((fifth.sequence() - 1) * 0.1 - 0.01);
			assertThat(fifth).returns("Heartbeat", Beat::type)
				.returns("north \"tower\"", Beat::service)
				.returns("running", Beat::state);
			assertThat(fifth.timestamp()).isBetween(now() - 60, now());
		}
	}

	@Test
	void publisherWithHeartbeatsKeepsTheApplicationRunningUntilItIsStopped() {
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class, ADDRESS, ENABLED)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			assertThat(publisher.keepsApplicationRunning()).isTrue();
			assertThat(LeakCheck.zmqThreads()).contains("zmq-keep-alive");
			publisher.stop();
			await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).doesNotContain("zmq-keep-alive"));
		}
	}

	@Test
	void publisherWithoutHeartbeatsDoesNotKeepTheApplicationRunning() {
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class, ADDRESS)) {
			assertThat(application.bean(ZmqPublisher.class).keepsApplicationRunning()).isFalse();
			await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).doesNotContain("zmq-keep-alive"));
		}
	}

	// Whether or not there is a subscriber
	private static long published(ZmqPublisher publisher) {
		return publisher.stats().sent() + publisher.stats().dropped();
	}

	@Test
	void firstHeartbeatIsSentAtOnce() {
		try (TestApplication application = TestApplication.start(NoBeans.class, ADDRESS, ENABLED, RARELY)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> published(publisher) == 1);
		}
	}

	@Test
	void withoutAnApplicationNameTheServiceIsThePublisher() {
		try (TestApplication application = TestApplication.start(Collecting.class, ADDRESS, SUBSCRIBER, ENABLED,
				OFTEN)) {
			List<Beat> received = application.bean(Collecting.class).received;
			await().until(() -> !received.isEmpty());
			assertThat(received.get(0).service()).isEqualTo("events");
		}
	}

	@Test
	void publisherHasNoHeartbeatByDefault() {
		try (TestApplication application = TestApplication.start(NoBeans.class, ADDRESS, OFTEN)) {
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			assertThat(published(application.bean(ZmqPublisher.class))).isZero();
			assertThat(heartbeatThreads()).isZero();
		}
	}

	@Test
	void heartbeatsStopAndStartWithTheirPublisher() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(Collecting.class,
				"zmq.publishers.events.address=" + address, "zmq.subscribers.events.address=" + address, ENABLED,
				OFTEN)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			List<Beat> received = application.bean(Collecting.class).received;
			await().until(() -> received.size() >= 2);
			publisher.stop();
			await().until(() -> heartbeatThreads() == 0);
			long sent = published(publisher);
			int before = received.size();
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			assertThat(published(publisher)).isEqualTo(sent);
			assertThat(publisher.stats().lastError()).isNull();
			publisher.start();
			await().until(() -> received.size() > before + 1);
			long last = received.get(received.size() - 1).sequence();
			assertThat(last).as("counted from 1 again").isBetween(1L, published(publisher) - sent + 1);
		}
		await().until(() -> heartbeatThreads() == 0);
	}

	@Test
	void heartbeatsStartAlthoughAStateListenerThrows() {
		try (TestApplication application = TestApplication.start(ThrowingOnChange.class, ADDRESS, ENABLED, RARELY)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> published(publisher) == 1);
		}
	}

	@Test
	void heartbeatsDoNotUseTheConverterOfTheApplication() {
		try (TestApplication application = TestApplication.start(ThrowingConverter.class, ADDRESS, SUBSCRIBER, ENABLED,
				OFTEN)) {
			List<String> received = application.bean(ThrowingConverter.class).received;
			await().until(() -> received.size() >= 2);
			assertThat(received.get(0)).startsWith("{\"type\":\"Heartbeat\",");
		}
	}

	@Test
	void failedHeartbeatIsReportedAndTheNextOneComes() {
		try (TestApplication application = TestApplication.start(FailingTwice.class, ADDRESS, ENABLED, OFTEN)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			FailingTwice failing = application.bean(FailingTwice.class);
			await().until(() -> published(publisher) >= 2);
			assertThat(publisher.stats().lastError()).contains("still failing");
			assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
			await().until(() -> failing.errors.size() == 2);
			assertThat(failing.errors.get(0)).isInstanceOf(StackOverflowError.class);
			assertThat(failing.errors.get(1)).hasMessage("still failing");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void pythonReadsHeartbeats(WireFormat wireFormat) {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.events.address=tcp://127.0.0.1:0", "zmq.publishers.events.wire-format=" + wireFormat,
				ENABLED, OFTEN, "spring.application.name=größe \"1\"");
				PythonPeer python = PythonPeer.subscriber(wireFormat, application.publisherAddress(), "heartbeat")) {
			PythonPeer.Received received = python.received();
			assertThat(received.topic()).isEqualTo("heartbeat");
			assertThat(received.message()).matches("\\{'type': 'Heartbeat', 'timestamp': \\d+\\.\\d+,"
					+ " 'service': 'größe \"1\"', 'state': 'running', 'sequence': \\d+}");
		}
	}

	private static double now() {
		return Instant.now().toEpochMilli() / 1000.0;
	}

	private static long heartbeatThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-heartbeat"))
			.count();
	}

	record Beat(String type, double timestamp, String service, String state, long sequence) {

	}

	static class Collecting {

		private final List<Beat> received = new CopyOnWriteArrayList<>();

		@ZmqListener("heartbeat")
		void on(Beat beat) {
			this.received.add(beat);
		}

	}

	static class ThrowingConverter {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@Bean
		ZmqMessageConverter converter() {
			return new ZmqMessageConverter() {

				@Override
				public byte[] toBytes(Object payload) {
					throw new ZmqConversionException("on purpose");
				}

				@Override
				public Object fromBytes(byte[] bytes, java.lang.reflect.Type type) {
					throw new ZmqConversionException("on purpose");
				}

			};
		}

		@ZmqListener("heartbeat")
		void on(String json) {
			this.received.add(json);
		}

	}

	static class ThrowingOnChange {

		@EventListener
		@Order(0)
		void on(ZmqStateChangedEvent event) {
			throw new IllegalStateException("listener to " + event);
		}

	}

	/** A publisher whose first two messages fail, the first with an Error. */
	static class FailingTwice {

		private final List<Throwable> errors = new CopyOnWriteArrayList<>();

		@Bean
		ZmqPublisher eventsPublisher(ZmqContext context, ZmqMessageConverter converter,
				ApplicationEventPublisher events, io.zmqspring.autoconfigure.ZmqProperties properties) {
			return new ZmqPublisher("events", properties.publishers().get("events"), context, converter, events) {

				private final AtomicInteger calls = new AtomicInteger();

				@Override
				public boolean publish(Object payload, @Nullable String topic) {
					switch (this.calls.incrementAndGet()) {
						case 1 -> throw new StackOverflowError("failing");
						case 2 -> throw new IllegalStateException("still failing");
						default -> {
							return super.publish(payload, topic);
						}
					}
				}

			};
		}

		@EventListener
		void on(ZmqErrorEvent event) {
			this.errors.add(event.error());
		}

	}

}
