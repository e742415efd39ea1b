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

package io.zmqspring.socket.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.ZObject;

import io.zmqspring.support.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When {@link EngineWatch} reports an I/O thread that does not answer, with a real I/O
 * thread and ticks made by the test.
 */
@ExtendWith(OutputCaptureExtension.class)
class EngineWatchTests {

	private static final int IO_SLOT = 2;

	private static final int LONG_SILENCE = 100;

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket = this.context.socket(SocketType.PAIR);

	private final Ctx engine = this.socket.base().getCtx();

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<Thread> threads = List.of(living("zmq-reaper-1"), living("zmq-iothread-2"));

	@AfterEach
	void close() {
		this.release.countDown();
		this.socket.close();
		this.context.close();
	}

	@Test
	void threadThatHasNeverAnsweredIsNoFault(CapturedOutput output) {
		block();
		EngineWatch watch = new EngineWatch(this.engine, 1, this.threads);
		tick(watch, LONG_SILENCE);
		assertThat(watch.fault()).isNull();
		assertThat(output.toString()).containsOnlyOnce("that hang cannot be noticed");
	}

	@Test
	void threadThatHasAnsweredOnceAndFallsSilentIsAFault(CapturedOutput output) {
		EngineWatch watch = new EngineWatch(this.engine, 1, this.threads);
		long question = watch.ask();
		Awaitility.await().until(() -> watch.isAnswered(question));
		block();
		tick(watch, LONG_SILENCE);
		assertThat(watch.fault())
			.isEqualTo("a thread of the ZeroMQ engine has not answered for more than 3 s: zmq-iothread-2");
		assertThat(output.toString()).doesNotContain("cannot be noticed");
	}

	@Test
	void deadThreadIsAFaultEvenIfNoneHasEverAnswered() {
		block();
		EngineWatch watch = new EngineWatch(this.engine, 1, List.of(this.threads.get(0), new Thread("zmq-iothread-2")));
		tick(watch, LONG_SILENCE);
		assertThat(watch.fault()).isEqualTo("a thread of the ZeroMQ engine has died: zmq-iothread-2");
	}

	private static void tick(EngineWatch watch, int count) {
		for (int i = 0; i < count; i++) {
			watch.tick();
		}
	}

	private void block() {
		new Blocking(this.engine, this.release).send();
	}

	private Thread living(String name) {
		Thread thread = Threads.daemon(() -> await(this.release), name);
		thread.start();
		return thread;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Blocks the I/O thread.
	 */
	private static final class Blocking extends ZObject {

		private final CountDownLatch release;

		Blocking(Ctx engine, CountDownLatch release) {
			super(engine, IO_SLOT);
			this.release = release;
		}

		void send() {
			sendStop();
		}

		@Override
		protected void processStop() {
			EngineWatchTests.await(this.release);
		}

	}

}
