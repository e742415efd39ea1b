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

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.replay.resume.HandledNumbers;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A subscriber with {@code resume} releases its file when it stops and when it fails to
 * start. Its start log line names the addresses for replay.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResumeFileReleaseTests {

	private static final String REPLAY = "inproc://replay";

	private final ZmqContext context = TestSecurity.NULL.context();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	private SubscriberSettings.Builder settings(String address) {
		return SubscriberSettings.builder(address)
			.topics("tea")
			.replay(new SubscriberReplaySettings(SubscriberReplaySettings.of(REPLAY).address(), ReplayStart.LATEST,
					this.directory.resolve("numbers").toString()));
	}

	private void assertReleased() {
		HandledNumbers.open("key", this.directory.resolve("numbers").toString(), "events").close();
	}

	@Test
	void fileIsReleasedWhenTheSubscriberIsStoppedWhileItStarts() throws InterruptedException {
		SlowStart subscriber = new SlowStart(settings("inproc://messages").build());
		CompletableFuture<Void> starting = CompletableFuture.runAsync(subscriber::start);
		assertThat(subscriber.starting.await(10, TimeUnit.SECONDS)).isTrue();
		Thread stopping = new Thread(subscriber::stop);
		stopping.start();
		EventsApplication.await()
			.until(() -> stopping.getState() == Thread.State.WAITING
					|| stopping.getState() == Thread.State.TIMED_WAITING);
		subscriber.released.countDown();
		assertThat(starting).succeedsWithin(10, TimeUnit.SECONDS);
		stopping.join(10_000);
		assertThat(subscriber.state()).isEqualTo(ZmqState.STOPPED);
		assertReleased();
	}

	@Test
	void fileIsReleasedWhenTheSubscriberCannotStart() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:0");
		publisher.start();
		ZmqSubscriber subscriber = subscriber(settings(PubSubRoles.addressOf(publisher)).bind(true).build());
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(subscriber::start);
		assertReleased();
		publisher.stop();
	}

	@Test
	void fileIsReleasedWhenTheSubscriberFails() {
		ZmqSubscriber subscriber = subscriber(settings("inproc://messages").build());
		subscriber.start();
		subscriber.recordError(new IllegalStateException("for the test"), true);
		EventsApplication.await().untilAsserted(this::assertReleased);
	}

	@Test
	void fileStaysInUseWhenTheSocketsCannotBeOpenedAtOnceAfterAnEngineFailure() {
		Reopened subscriber = new Reopened(settings("inproc://messages").build());
		subscriber.start();
		subscriber.failures.set(1);
		FailedEngine.of(this.context).awaitReplacement(subscriber);
		EventsApplication.await().until(() -> subscriber.failures.get() < 0 && subscriber.state() == ZmqState.RUNNING);
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(this::assertReleased)
			.withMessageContaining("is in use");
		subscriber.stop();
		assertReleased();
	}

	@Test
	void startLogLineNamesTheAddressesForReplay(CapturedOutput output) {
		ZmqSubscriber subscriber = subscriber(settings("inproc://messages").build());
		subscriber.start();
		subscriber.stop();
		assertThat(output).containsPattern(
				"Subscriber 'events' connects to \\[inproc://messages], and asks for missed messages at \\[inproc://replay]\\R");
		assertReleased();
	}

	private ZmqSubscriber subscriber(SubscriberSettings settings) {
		return new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON, new LoggingErrorHandler(),
				(event) -> {
				});
	}

	/** Fails to open its sockets for some times. */
	private final class Reopened extends ZmqSubscriber {

		private final AtomicInteger failures = new AtomicInteger();

		Reopened(SubscriberSettings settings) {
			super("events", settings, ResumeFileReleaseTests.this.context, PubSubRoles.JSON, new LoggingErrorHandler(),
					(event) -> {
					});
		}

		@Override
		protected void open() {
			if (this.failures.getAndDecrement() > 0) {
				throw new IllegalStateException("for the test");
			}
			super.open();
		}

	}

	/** Waits in the middle of its start. */
	private final class SlowStart extends ZmqSubscriber {

		private final CountDownLatch starting = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		SlowStart(SubscriberSettings settings) {
			super("events", settings, ResumeFileReleaseTests.this.context, PubSubRoles.JSON, new LoggingErrorHandler(),
					(event) -> {
					});
		}

		@Override
		protected void starting() {
			this.starting.countDown();
			try {
				assertThat(this.released.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			super.starting();
		}

	}

}
