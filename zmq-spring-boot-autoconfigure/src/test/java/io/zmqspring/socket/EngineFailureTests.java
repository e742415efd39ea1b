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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A thread of JeroMQ that hangs or spins, for real.
 */
class EngineFailureTests {

	private final StartedThreads threads = new StartedThreads();

	private static final Duration DETECTION = Duration.ofSeconds(5);

	private final List<PublishingSocket> sockets = new ArrayList<>();

	private final ZmqContext context = new ZmqContext(new ContextSettings(2, 64, false));

	private final CountDownLatch release = new CountDownLatch(1);

	private volatile boolean spinning = true;

	@AfterEach
	void close() {
		this.release.countDown();
		this.spinning = false;
		this.sockets.forEach(PublishingSocket::close);
		this.context.close();
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	@Test
	void hangingThreadIsAFaultUntilItAnswersAgain() {
		PublishingSocket socket = open();
		inThread(3, this::hang);
		Stopwatch.start().assertWithin(DETECTION, () -> assertThat(this.context.isAlive()).isFalse());
		assertThat(this.context.fault())
			.isEqualTo("a thread of the ZeroMQ engine has not answered for more than 3 s: zmq-iothread-3");
		this.release.countDown();
		await().until(this.context::isAlive);
		socket.close();
	}

	@Test
	void spinningThreadIsAFault() {
		PublishingSocket socket = open();
		inThread(2, () -> {
			while (this.spinning) {
				Thread.onSpinWait();
			}
		});
		Stopwatch.start().assertWithin(DETECTION, () -> assertThat(this.context.isAlive()).isFalse());
		assertThat(this.context.fault()).contains("zmq-iothread-2");
		this.spinning = false;
		await().until(this.context::isAlive);
		socket.close();
	}

	private void hang() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private PublishingSocket open() {
		PublishingSocket opened = PublishingSocket.open(this.context,
				new SocketSettings(List.of(Endpoint.parse("inproc://engine", null)), true, 0, Duration.ZERO,
						Duration.ZERO, SocketTuning.DEFAULTS),
				Overflow.DROP, (event) -> {
				});
		this.sockets.add(opened);
		return opened;
	}

	private void inThread(int slot, Runnable action) {
		ZMQ.Socket any = this.context.engine().socket(SocketType.PAIR);
		Ctx engine = any.base().getCtx();
		any.close();
		new EngineCommand(engine, slot, action).send();
	}

}
