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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.UnloggableError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application whose engine fails: all its roles get a new one.
 */
class EngineFailoverTests {

	private final StartedThreads threads = new StartedThreads();

	private static final int REAPER = 1;

	@AfterEach
	void awaitEndOfThreads() {
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	private static TestApplication application() {
		return AllRoles.start(TestTransport.TCP, TestSecurity.NULL);
	}

	private static void inThread(TestApplication application, int slot, Runnable action) {
		ZMQ.Socket any = application.bean(ZmqContext.class).engine().socket(SocketType.PAIR);
		Ctx engine = any.base().getCtx();
		any.close();
		new EngineCommand(engine, slot, action).send();
	}

	private static void assertSucceeded(TestApplication application, Engine before) {
		ZmqContext context = application.bean(ZmqContext.class);
		await().until(() -> context.engine() != before && !LeakCheck.zmqThreads().contains("zmq-engine-failover"));
		await().untilAsserted(() -> assertThat(application.beans(ZmqRole.class).values()).allSatisfy((role) -> {
			assertThat(role.state()).isEqualTo(ZmqState.RUNNING);
			assertThat(role.faults()).isEmpty();
		}));
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL", "IPC, CURVE" })
	void allRolesWorkAgainAfterTheIoThreadHasDied(TestTransport transport, TestSecurity security) {
		assertReplacedAfter(transport, security,
				(application) -> inThread(application, EngineCommand.IO_THREAD, EngineFailoverTests::die));
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void messagesThatAreReceivedByHandAndWhoeverWaitsForThemSurvive(TestTransport transport, TestSecurity security) {
		try (TestApplication application = AllRoles.start(transport, security,
				"zmq.subscribers.in.topics=kept,later")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			FutureTask<String> later = new FutureTask<>(
					() -> subscriber.receive("later", String.class, Duration.ofSeconds(60)));
			Thread waiting = new Thread(later);
			waiting.start();
			await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
			ZmqPublisher out = application.bean(ZmqPublisher.class);
			assertThat(out.awaitSubscriber("kept", Duration.ofSeconds(30))).isTrue();
			out.publish("1", "kept");
			await().until(() -> subscriber.stats().received() == 1);
			Engine before = application.bean(ZmqContext.class).engine();
			inThread(application, EngineCommand.IO_THREAD, EngineFailoverTests::die);
			assertSucceeded(application, before);
			assertThat(subscriber.receive("kept", String.class, Duration.ofSeconds(30))).isEqualTo("1");
			assertThat(out.awaitSubscriber("later", Duration.ofSeconds(30))).isTrue();
			out.publish("2", "later");
			assertThat(later).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("2");
		}
	}

	@ParameterizedTest
	@EnumSource
	void allRolesWorkAgainAfterTheReaperHasDied(TestTransport transport) {
		assertReplacedAfter(transport, TestSecurity.NULL,
				(application) -> inThread(application, REAPER, EngineFailoverTests::die));
	}

	@ParameterizedTest
	@EnumSource
	void allRolesWorkAgainAfterTheIoThreadHangs(TestTransport transport) {
		CountDownLatch released = new CountDownLatch(1);
		try (TestApplication application = AllRoles.start(transport, TestSecurity.NULL)) {
			AllRoles.assertWork(application, "before");
			Engine before = application.bean(ZmqContext.class).engine();
			inThread(application, EngineCommand.IO_THREAD, () -> {
				try {
					released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			assertSucceeded(application, before);
			AllRoles.assertWork(application, "after");
		}
		finally {
			released.countDown();
		}
	}

	// The I/O thread has not begun to listen, so it has no listener to close
	@ParameterizedTest
	@EnumSource
	void roleThatWasBoundWhileTheIoThreadHangsRunsAgain(TestTransport transport) {
		CountDownLatch released = new CountDownLatch(1);
		try (TestApplication application = AllRoles.start(transport, TestSecurity.NULL)) {
			AllRoles.assertWork(application, "before");
			ZmqContext context = application.bean(ZmqContext.class);
			Engine before = context.engine();
			inThread(application, EngineCommand.IO_THREAD, () -> {
				try {
					released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			ZmqPublisher late = PubSubRoles.publisher(context, transport.address());
			late.start();
			assertThat(context.engine()).isSameAs(before);
			assertSucceeded(application, before);
			await().untilAsserted(() -> assertThat(late.state()).isEqualTo(ZmqState.RUNNING));
			assertThat(late.faults()).isEmpty();
			late.stop();
		}
		finally {
			released.countDown();
		}
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void allRolesWorkAgainAfterMemoryRanOutWhileASocketWasUsed(TestTransport transport, TestSecurity security) {
		assertReplacedAfter(transport, security,
				(application) -> application.bean(ZmqContext.class).failed(new OutOfMemoryError("for the test")));
	}

	@Test
	void allRolesWorkAgainAfterMemoryRanOutInAPeriodicTask() {
		AtomicBoolean thrown = new AtomicBoolean();
		assertReplacedAfter(TestTransport.TCP, TestSecurity.NULL,
				(application) -> application.bean(ZmqContext.class).addTask(() -> {
					if (thrown.compareAndSet(false, true)) {
						throw new OutOfMemoryError("for the test");
					}
				}));
	}

	@Test
	void allRolesWorkAgainAfterMemoryRanOutInAJob() {
		assertReplacedAfter(TestTransport.TCP, TestSecurity.NULL,
				(application) -> application.bean(ZmqContext.class).housekeeping().submit(() -> {
					throw new OutOfMemoryError("for the test");
				}));
	}

	private static void assertReplacedAfter(TestTransport transport, TestSecurity security,
			Consumer<TestApplication> failure) {
		try (TestApplication application = AllRoles.start(transport, security)) {
			AllRoles.assertWork(application, "before");
			Engine before = application.bean(ZmqContext.class).engine();
			failure.accept(application);
			assertSucceeded(application, before);
			AllRoles.assertWork(application, "after");
		}
	}

	@Test
	void contextHasAFaultUntilAllRolesHaveBeenRestarted() {
		try (TestApplication application = application()) {
			ZmqContext context = application.bean(ZmqContext.class);
			CountDownLatch restarting = new CountDownLatch(1);
			AtomicReference<String> fault = new AtomicReference<>();
			context.addEngineListener(() -> {
				fault.set(context.fault());
				restarting.countDown();
				return true;
			}, false);
			// The engine is not replaced before
			CountDownLatch asserted = new CountDownLatch(1);
			context.housekeeping().submit(() -> await().until(() -> asserted.getCount() == 0));
			context.failed(new OutOfMemoryError("for the test"));
			assertThat(context.fault())
				.isEqualTo("the ZeroMQ engine may be inconsistent after java.lang.OutOfMemoryError: for the test");
			asserted.countDown();
			await().until(() -> restarting.getCount() == 0);
			assertThat(fault).hasValue("the ZeroMQ engine has failed and is being replaced");
			await().until(() -> context.fault() == null);
		}
	}

	// Otherwise the JVM could end between the end of the last receiving thread and the
	// start of the first new one
	@Test
	void oneThreadKeepsTheApplicationRunningDuringTheFailover() {
		try (TestApplication application = application()) {
			Thread before = keepAlive();
			assertThat(before.isDaemon()).isFalse();
			Engine failed = application.bean(ZmqContext.class).engine();
			application.bean(ZmqContext.class).failed(new OutOfMemoryError("for the test"));
			assertSucceeded(application, failed);
			assertThat(keepAlive()).isSameAs(before);
		}
	}

	private static Thread keepAlive() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-keep-alive"))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void failoverGoesOnAfterAListenerHasThrown() {
		try (TestApplication application = application()) {
			ZmqContext context = application.bean(ZmqContext.class);
			AtomicInteger calls = new AtomicInteger();
			context.addEngineListener(() -> {
				if (calls.incrementAndGet() == 1) {
					throw new UnloggableError();
				}
				return true;
			}, false);
			Engine before = context.engine();
			context.failed(new OutOfMemoryError("for the test"));
			assertSucceeded(application, before);
			assertThat(calls).hasValue(2);
			AllRoles.assertWork(application, "after");
		}
	}

	@Test
	void pausedAndStoppedRolesStayAsTheyAre() {
		try (TestApplication application = application()) {
			ZmqSubscriber in = application.bean(ZmqSubscriber.class);
			ZmqController controller = application.bean(ZmqController.class);
			in.pause();
			controller.stop();
			Engine before = application.bean(ZmqContext.class).engine();
			inThread(application, EngineCommand.IO_THREAD, EngineFailoverTests::die);
			ZmqContext context = application.bean(ZmqContext.class);
			await().until(() -> context.engine() != before && !LeakCheck.zmqThreads().contains("zmq-engine-failover")
					&& in.state() == ZmqState.PAUSED
					&& application.bean(ZmqPublisher.class).state() == ZmqState.RUNNING);
			assertThat(controller.state()).isEqualTo(ZmqState.STOPPED);
			in.resume();
			controller.start();
			AllRoles.assertWork(application, "after");
		}
	}

	private static void die() {
		throw new OutOfMemoryError("for the test");
	}

}
