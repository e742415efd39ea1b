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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of last values in {@code docs/publishing.md} and {@code docs/delivery.md}.
 */
class LastValuePageTests {

	@Test
	void listenerThatJoinsGetsTheNewestValues() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withBean(Examples.Sensors.class)
			.withBean(Examples.Screen.class)
			.withPropertyValues("zmq.publishers.sensors.address=" + address,
					"zmq.publishers.sensors.last-value.topics=door,sensor.*",
					"zmq.subscribers.screen.address=" + address, "zmq.subscribers.screen.auto-startup=false")
			.run((context) -> {
				Examples.Sensors sensors = context.getBean(Examples.Sensors.class);
				ZmqSubscriber screen = context.getBean(ZmqSubscriber.class);
				List<String> lines = context.getBean(Examples.Screen.class).lines;
				// tag::join[]
				sensors.measured("kitchen", 20.5);
				sensors.measured("kitchen", 21);
				sensors.measured("hall", 18);
				screen.start();
				EventsApplication.await().until(() -> lines.size() == 2);
				sensors.measured("hall", 18.5);
				// end::join[]
				EventsApplication.await().until(() -> lines.size() == 3);
				assertThat(lines).containsExactly("sensor.hall: 18.0", "sensor.kitchen: 21.0", "sensor.hall: 18.5");
			});
	}

	/**
	 * The classes of the pages, without {@code static} because they are in an interface.
	 */
	interface Examples {

		record Temperature(double celsius) {

		}

		// tag::publish[]
		@Service
		class Sensors {

			private final ZmqPublisher publisher;

			Sensors(ZmqPublisher sensorsPublisher) {
				this.publisher = sensorsPublisher;
			}

			void measured(String room, double celsius) {
				this.publisher.publish(new Temperature(celsius), "sensor." + room);
			}

		}
		// end::publish[]

		// tag::listen[]
		@Component
		class Screen {

			final List<String> lines = new CopyOnWriteArrayList<>();

			@ZmqListener("sensor.*")
			void show(Temperature temperature, @Header(ZmqHeaders.TOPIC) String topic) {
				this.lines.add(topic + ": " + temperature.celsius());
			}

		}
		// end::listen[]

	}

}
