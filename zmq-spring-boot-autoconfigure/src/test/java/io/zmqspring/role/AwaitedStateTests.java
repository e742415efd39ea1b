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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Waiting for a state of a role.
 */
class AwaitedStateTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://awaited");

	@AfterEach
	void close() {
		this.publisher.close();
		this.context.close();
	}

	@Test
	void presentStateIsNotWaitedFor() {
		assertThat(this.publisher.awaitState(ZmqState.INITIALIZED, Duration.ZERO)).isTrue();
	}

	@Test
	void waitEndsWhenTheStateIsReached() throws Exception {
		CompletableFuture<Boolean> running = awaiting(this.publisher, ZmqState.RUNNING);
		assertThat(running).isNotDone();
		this.publisher.start();
		assertThat(running.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void stateThatIsLeftAtOnceEndsTheWait() throws Exception {
		CompletableFuture<Boolean> starting = awaiting(this.publisher, ZmqState.STARTING);
		this.publisher.start();
		assertThat(starting.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void pausedAndFailedAreReached() throws Exception {
		try (ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://awaited", "*")) {
			subscriber.start();
			CompletableFuture<Boolean> paused = awaiting(subscriber, ZmqState.PAUSED);
			subscriber.pause();
			assertThat(paused.get(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Boolean> failed = awaiting(subscriber, ZmqState.FAILED);
			subscriber.recordError(new IllegalStateException("for the test"), true);
			assertThat(failed.get(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void waitEndsAfterItsTimeout() {
		assertThat(this.publisher.awaitState(ZmqState.RUNNING, Duration.ofMillis(10))).isFalse();
	}

	@Test
	void interruptEndsTheWaitAndIsKept() {
		Thread.currentThread().interrupt();
		assertThat(this.publisher.awaitState(ZmqState.RUNNING, LONG)).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	private static CompletableFuture<Boolean> awaiting(ZmqRole role, ZmqState state) {
		CompletableFuture<Boolean> reached = new CompletableFuture<>();
		Thread waiting = new Thread(() -> reached.complete(role.awaitState(state, LONG)), "awaiting");
		waiting.start();
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		return reached;
	}

}
