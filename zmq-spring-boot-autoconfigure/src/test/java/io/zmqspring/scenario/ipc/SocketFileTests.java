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

package io.zmqspring.scenario.ipc;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.zeromq.SocketType;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The file of an address exists while its socket is bound, and does not remain after a
 * stop, a failed start or an exception.
 */
class SocketFileTests {

	private final List<String> addresses = Stream.generate(SocketFile::address).limit(6).toList();

	private String[] everyRole() {
		return new String[] { "zmq.publishers.out.address=" + this.addresses.get(0),
				"zmq.subscribers.in.address=" + this.addresses.get(1), "zmq.subscribers.in.bind=true",
				"zmq.subscribers.in.topics=topic", "zmq.workers.work.pull.address=" + this.addresses.get(2),
				"zmq.workers.work.pull.bind=true", "zmq.workers.work.push.address=" + this.addresses.get(3),
				"zmq.workers.work.push.bind=true",
				"zmq.controllers.main.workers.pool.push.address=" + this.addresses.get(4),
				"zmq.controllers.main.workers.pool.pull.address=" + this.addresses.get(5) };
	}

	private void assertFiles(boolean exist) {
		assertThat(this.addresses)
			.allSatisfy((address) -> assertThat(Files.exists(SocketFile.of(address))).as(address).isEqualTo(exist));
	}

	@Test
	void filesOfEveryRoleAreGoneWhenTheStopReturns() {
		try (TestApplication application = TestApplication.start(Handlers.class, everyRole())) {
			for (int i = 0; i < 5; i++) {
				assertFiles(true);
				application.beans(ZmqRole.class).values().forEach(ZmqRole::stop);
				assertFiles(false);
				application.beans(ZmqRole.class).values().forEach(ZmqRole::start);
			}
			assertFiles(true);
		}
		assertFiles(false);
	}

	@Test
	void hundredRestartsLeaveNoDescriptorNoThreadAndNoFile() {
		String address = this.addresses.get(0);
		Set<String> before = LeakCheck.zmqThreads();
		try (TestApplication application = TestApplication.start(Listening.class,
				"zmq.publishers.out.address=" + address, "zmq.subscribers.in.address=" + address)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			int descriptors = 0;
			for (int i = 0; i < 100; i++) {
				if (i % 2 == 0) {
					publisher.stop();
					publisher.start();
				}
				else {
					subscriber.stop();
					subscriber.start();
				}
				if (i == 10) {
					await().until(() -> publisher.hasSubscriber("topic"));
					descriptors = LeakCheck.openDescriptors();
				}
			}
			await().until(() -> publisher.hasSubscriber("topic"));
			publisher.publish("still there", "topic");
			await().until(() -> application.bean(Listening.class).received.get() == 1);
			int atFirst = descriptors;
			await().untilAsserted(() -> assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(atFirst + 4));
		}
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
		assertThat(SocketFile.of(address)).doesNotExist();
	}

	@Test
	void restartsOfTheWholeApplicationLeaveNoDescriptorNoThreadAndNoFile() {
		Set<String> before = LeakCheck.zmqThreads();
		int descriptors = 0;
		for (int i = 0; i < TestSize.of(10, 100); i++) {
			try (TestApplication application = TestApplication.start(Handlers.class, everyRole())) {
				assertThat(application.beans(ZmqRole.class)).hasSize(4);
			}
			assertFiles(false);
			if (i == 3) {
				await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
				descriptors = LeakCheck.openDescriptors();
			}
		}
		int atFirst = descriptors;
		await().untilAsserted(() -> assertThat(LeakCheck.zmqThreads()).isSubsetOf(before));
		await().untilAsserted(() -> assertThat(LeakCheck.openDescriptors()).isLessThanOrEqualTo(atFirst + 4));
	}

	@Test
	void failedStartRemovesTheFilesThatWereBound() throws Exception {
		Files.writeString(SocketFile.of(this.addresses.get(5)), "not a socket");
		assertThatException().isThrownBy(() -> TestApplication.start(Handlers.class, everyRole()).close())
			.withStackTraceContaining(SocketFile.of(this.addresses.get(5)) + " exists and is not a socket");
		assertThat(this.addresses.subList(0, 5)).map(SocketFile::of).allMatch(Files::notExists);
		assertThat(SocketFile.of(this.addresses.get(5))).hasContent("not a socket");
	}

	@Test
	void startThatAnotherBeanFailsRemovesTheFiles() {
		assertThatException().isThrownBy(() -> TestApplication.start(FailingStart.class, everyRole()).close())
			.withStackTraceContaining("start fails");
		assertFiles(false);
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingListener.class, FailingDestruction.class, FailingCloseListener.class })
	void exceptionsOfTheApplicationLeaveNoFile(Class<?> beans) {
		try (TestApplication application = TestApplication.start(beans, everyRole());
				PythonPeer python = PythonPeer.socket(SocketType.PUB, false, this.addresses.get(1))) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			await().until(() -> {
				python.writeLine("socket.send_multipart([b'topic', b'x'])");
				return subscriber.stats().received() >= 3;
			});
			assertFiles(true);
		}
		assertFiles(false);
	}

	@ExtendWith(OutputCaptureExtension.class)
	@Test
	void fileOfAnotherProgramIsReportedAndLeftAlone(CapturedOutput output) throws Exception {
		String address = this.addresses.get(0);
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=" + address)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			// libzmq removes whatever lies at the path
			try (PythonPeer thief = PythonPeer.socket(SocketType.PUB, true, address)) {
				await()
					.untilAsserted(() -> assertThat(publisher.faults()).singleElement().asString().contains(address));
				await().untilAsserted(() -> assertThat(output.toString()
					.lines()
					.filter((line) -> line.matches(".* (WARN|ERROR) .*") && line.contains(address))).singleElement()
					.asString()
					.contains("'out'"));
				publisher.stop();
				assertThat(SocketFile.of(address)).exists();
				try (TestApplication other = TestApplication.start(Listening.class,
						"zmq.subscribers.in.address=" + address)) {
					await().until(() -> {
						thief.writeLine("socket.send_multipart([b'topic', b'x'])");
						return other.bean(Listening.class).received.get() > 0;
					});
				}
			}
			publisher.start();
			assertThat(publisher.faults()).isEmpty();
		}
		assertThat(SocketFile.of(address)).doesNotExist();
	}

	static class Listening {

		private final AtomicInteger received = new AtomicInteger();

		@ZmqListener("topic")
		void on(String text) {
			this.received.incrementAndGet();
		}

	}

	static class Handlers extends Listening {

		@ZmqWorkHandler("work")
		Map<String, Object> work(Map<String, Object> work) {
			return work;
		}

	}

	static class FailingListener {

		@ZmqListener("topic")
		void on(String text) {
			throw new IllegalStateException("listener fails");
		}

		@ZmqWorkHandler("work")
		Map<String, Object> work(Map<String, Object> work) {
			return work;
		}

	}

	static class FailingDestruction extends Handlers implements DisposableBean {

		@Override
		public void destroy() {
			throw new IllegalStateException("destruction fails");
		}

	}

	static class FailingCloseListener extends Handlers {

		@EventListener
		void on(ContextClosedEvent event) {
			throw new IllegalStateException("listener of the context fails");
		}

	}

	/** Starts after every role. */
	static class FailingStart extends Handlers implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("start fails");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
