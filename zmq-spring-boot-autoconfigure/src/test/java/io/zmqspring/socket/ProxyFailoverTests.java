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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.StartedThreads;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that is a proxy and its own peer, and whose engine fails.
 */
class ProxyFailoverTests {

	private final StartedThreads threads = new StartedThreads();

	@AfterEach
	void awaitEndOfThreads() {
		await().untilAsserted(() -> assertThat(this.threads.alive()).isEmpty());
	}

	private static TestApplication start() {
		String frontend = TestTransport.TCP.address();
		String backend = TestTransport.TCP.address();
		return TestApplication.start(Heard.class, "zmq.proxies.p.type=pub-sub",
				"zmq.proxies.p.frontend.address=" + frontend, "zmq.proxies.p.backend.address=" + backend,
				"zmq.publishers.out.address=" + frontend, "zmq.publishers.out.bind=false",
				"zmq.subscribers.in.address=" + backend);
	}

	private static void assertPasses(TestApplication application, String text) {
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			publisher.publish(text, "t");
			assertThat(application.bean(Heard.class).texts).contains(text);
		});
	}

	private static void inIoThread(TestApplication application, Runnable action) {
		ZMQ.Socket any = application.bean(ZmqContext.class).engine().socket(SocketType.PAIR);
		Ctx engine = any.base().getCtx();
		any.close();
		new EngineCommand(engine, EngineCommand.IO_THREAD, action).send();
	}

	private static void assertForwardsAgainAfter(Runnable failure) {
		try (TestApplication application = start()) {
			assertPasses(application, "before");
			ZmqContext context = application.bean(ZmqContext.class);
			Engine before = context.engine();
			inIoThread(application, failure);
			await().atMost(Duration.ofSeconds(30)).until(() -> context.engine() != before);
			assertPasses(application, "after");
			await().untilAsserted(() -> assertThat(application.beans(ZmqRole.class).values()).allSatisfy((role) -> {
				assertThat(role.state()).isEqualTo(ZmqState.RUNNING);
				assertThat(role.faults()).isEmpty();
			}));
		}
	}

	@Test
	void proxyForwardsAgainAfterTheIoThreadHasDied() {
		assertForwardsAgainAfter(() -> {
			throw new OutOfMemoryError("for the test");
		});
	}

	@Test
	void proxyForwardsAgainAfterTheIoThreadHangs() {
		CountDownLatch released = new CountDownLatch(1);
		try {
			assertForwardsAgainAfter(() -> {
				try {
					released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		finally {
			released.countDown();
		}
	}

	static class Heard {

		private final List<String> texts = new CopyOnWriteArrayList<>();

		@ZmqListener("t")
		void on(String text) {
			this.texts.add(text);
		}

	}

}
