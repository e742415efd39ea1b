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

import org.junit.jupiter.api.Test;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber of a name whose engine fails.
 */
class AllAddressesFailoverTests {

	@Test
	void newEngineConnectsToTheAddressesAgain() {
		int port = FreePort.find();
		try (TestApplication application = TestApplication.start(Texts.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:" + port,
				"zmq.subscribers.in.address=tcp://localhost:" + port, "zmq.subscribers.in.resolve=all")) {
			publish(application, "before");
			ZmqContext context = application.bean(ZmqContext.class);
			Engine before = context.engine();
			context.failed(new OutOfMemoryError("for the test"));
			ZmqSubscriber in = application.bean(ZmqSubscriber.class);
			await().until(() -> context.engine() != before && in.state() == ZmqState.RUNNING);
			publish(application, "after");
			assertThat(in.resolvedNames()).singleElement()
				.satisfies((name) -> assertThat(name.connected()).containsExactly("tcp://127.0.0.1:" + port));
		}
	}

	private static void publish(TestApplication application, String text) {
		ZmqPublisher out = application.bean(ZmqPublisher.class);
		await().until(() -> out.state() == ZmqState.RUNNING);
		assertThat(out.awaitSubscriber("text", Duration.ofSeconds(30))).isTrue();
		out.publish(text, "text");
		await().until(() -> application.bean(Texts.class).received.contains(text));
	}

	static class Texts {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener("text")
		void on(String text) {
			this.received.add(text);
		}

	}

}
