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

package io.zmqspring.manual.guide;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of replay in {@code docs/listening.md}.
 */
class ReplayPageTests {

	@TempDir
	private Path directory;

	@Test
	void listenerGetsWhatWasPublishedBeforeAndWhileItWasStopped() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		String replay = "tcp://127.0.0.1:" + FreePort.find();
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Examples.Ledger.class)
			.withPropertyValues("zmq.publishers.orders.address=" + address,
					"zmq.publishers.orders.replay.address=" + replay, "zmq.subscribers.orders.address=" + address,
					"zmq.subscribers.orders.replay.address=" + replay, "zmq.subscribers.orders.replay.from=earliest",
					"zmq.subscribers.orders.replay.resume=" + this.directory.resolve("orders.numbers"),
					"zmq.subscribers.orders.auto-startup=false")
			.run((context) -> {
				ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
				ZmqSubscriber subscriber = context.getBean(ZmqSubscriber.class);
				List<String> lines = context.getBean(Examples.Ledger.class).lines;
				publisher.publish("one", "order.placed");
				subscriber.start();
				EventsApplication.await().until(() -> lines.size() == 1);
				publisher.publish("two", "order.placed");
				EventsApplication.await().until(() -> lines.size() == 2);
				subscriber.stop();
				publisher.publish("three", "order.placed");
				subscriber.start();
				EventsApplication.await().until(() -> lines.size() == 3);
				assertThat(lines).containsExactly("one", "two", "three");
			});
	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		// tag::listener[]
		@Component
		class Ledger {

			final List<String> lines = new CopyOnWriteArrayList<>();

			@ZmqListener("order.placed")
			void on(String order) {
				this.lines.add(order);
			}

		}
		// end::listener[]

	}

}
