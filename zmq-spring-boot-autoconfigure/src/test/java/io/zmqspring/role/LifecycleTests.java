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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.StartedThreads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Start, stop and restart of roles: states, resources and ports.
 */
class LifecycleTests {

	private final StartedThreads threads = new StartedThreads();

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void closeContext() {
		this.context.close();
	}

	@Test
	void restartsHundredTimesInOneContextWithoutLeakingThreadsDescriptorsOrPorts() throws IOException {
		int port = FreePort.find();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:" + port,
					"zmq.subscribers.events.address=tcp://127.0.0.1:" + port, "zmq.subscribers.events.topics=*")
			.run((application) -> {
				AtomicInteger handled = new AtomicInteger();
				application.getBean(ZmqSubscriber.class).addHandler("*", (topic, payload) -> handled.incrementAndGet());
				int descriptors = 0;
				for (int i = 0; i < 100; i++) {
					application.getSourceApplicationContext().stop();
					application.getSourceApplicationContext().start();
					if (i == 10) {
						descriptors = LeakCheck.openDescriptors();
					}
				}
				ZmqPublisher publisher = application.getBean(ZmqPublisher.class);
				await().until(() -> publisher.hasSubscriber("t"));
				publisher.publish("still there", "t");
				await().until(() -> handled.get() == 1);
				int before = descriptors;
				await().untilAsserted(() -> assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(before + 4));
				await()
					.untilAsserted(() -> assertThat(this.threads.alive()).containsExactlyInAnyOrder("zmq-housekeeping",
							"zmq-keep-alive", "zmq-reaper-1", "zmq-iothread-2", "zmq-subscriber-events"));
			});
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
		assertFree(port);
	}

	// Such as after an engine failure: the thread that opens sockets anew is a daemon
	@Test
	void subscriberStartedByADaemonThreadKeepsTheApplicationRunning() throws InterruptedException {
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://daemon", "*");
		Thread starting = new Thread(subscriber::start, "starting");
		starting.setDaemon(true);
		starting.start();
		starting.join();
		// A thread of an earlier test may still be ending
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().equals("zmq-subscriber-events"))
			.singleElement()
			.returns(false, Thread::isDaemon));
		subscriber.stop();
	}

	@Test
	void countersContinueAfterARestart() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://again");
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://again");
		subscriber.addHandler("t", (topic, payload) -> {
		});
		for (int i = 1; i <= 3; i++) {
			int round = i;
			publisher.start();
			subscriber.start();
			await().until(() -> publisher.hasSubscriber("t"));
			publisher.publish("four", "t");
			await().until(() -> subscriber.stats().received() == round);
			subscriber.stop();
			publisher.stop();
		}
		assertThat(publisher.stats().sent()).isEqualTo(3);
		assertThat(publisher.stats().bytesSent()).isEqualTo(3 * 5);
		assertThat(subscriber.stats().bytesReceived()).isEqualTo(3 * 5);
	}

	@Test
	void failedStartOfTheContextLeavesNoPortBound() throws IOException {
		int port = FreePort.find();
		try (ServerSocket taken = new ServerSocket(0)) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
				.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:" + port,
						"zmq.subscribers.events.address=tcp://127.0.0.1:" + taken.getLocalPort(),
						"zmq.subscribers.events.bind=true", "zmq.subscribers.events.topics=*")
				.run((application) -> assertThat(application).getFailure()
					.hasStackTraceContaining("port " + taken.getLocalPort() + " is already in use"));
		}
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
		assertFree(port);
	}

	@Test
	void failedStartReleasesOtherAddressesOfTheSameRole() throws IOException {
		int port = FreePort.find();
		try (ServerSocket taken = new ServerSocket(0)) {
			ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:" + port,
					"tcp://127.0.0.1:" + taken.getLocalPort());
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start)
				.withMessageContaining("port " + taken.getLocalPort() + " is already in use");
			assertThat(publisher.state()).isEqualTo(ZmqState.FAILED);
		}
		assertFree(port);
	}

	@Test
	void failedPublisherStartsOnceItsPortIsFree() throws IOException {
		ZmqPublisher publisher;
		try (ServerSocket taken = new ServerSocket(FreePort.find())) {
			publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:" + taken.getLocalPort());
			assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(publisher::start);
		}
		publisher.start();
		assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
		publisher.stop();
	}

	@Test
	void portIsFreeAsSoonAsStopReturns() throws IOException {
		int port = FreePort.find();
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:" + port);
		for (int i = 0; i < 20; i++) {
			publisher.start();
			publisher.stop();
			assertFree(port);
		}
	}

	@Test
	void statesChangeInOrderAndStartAndStopAreIdempotent() {
		List<ZmqState> states = new CopyOnWriteArrayList<>();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "tcp://127.0.0.1:1",
				PubSubRoles.collecting(states), "t");
		assertThat(subscriber.state()).isEqualTo(ZmqState.INITIALIZED);
		subscriber.stop();
		subscriber.start();
		subscriber.start();
		subscriber.pause();
		subscriber.pause();
		subscriber.resume();
		subscriber.stop();
		subscriber.stop();
		await().untilAsserted(() -> assertThat(states).containsExactly(ZmqState.STARTING, ZmqState.RUNNING,
				ZmqState.PAUSED, ZmqState.RUNNING, ZmqState.STOPPING, ZmqState.STOPPED));
	}

	@Test
	void publishingFailsWhileThePublisherIsNotRunning() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://events");
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> publisher.publish("x", "t"))
			.withMessageContaining("Publisher 'events' is not running (INITIALIZED)");
	}

	@Test
	void pausedSubscriberLeavesMessagesInTheQueueAndHandlesThemAfterResume() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:0");
		publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(publisher));
		List<String> handled = new CopyOnWriteArrayList<>();
		subscriber.addHandler("t", (topic, payload) -> handled.add(new String(payload)));
		subscriber.start();
		await().until(() -> publisher.hasSubscriber("t"));
		subscriber.pause();
		publisher.publish("1", "t");
		publisher.publish("2", "t");
		await().during(Duration.ofMillis(300)).until(handled::isEmpty);
		subscriber.resume();
		await().untilAsserted(() -> assertThat(handled).containsExactly("1", "2"));
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void subscribersStopBeforeAndStartAfterPublishersAndTheWebServer() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://events");
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://events", "t");
		int webServerGracefulShutdown = Integer.MAX_VALUE - 1024;
		assertThat(subscriber.getPhase()).isGreaterThan(webServerGracefulShutdown);
		assertThat(publisher.getPhase()).isLessThan(0);
	}

	private static void assertFree(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress("127.0.0.1", port));
		}
	}

}
