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

package io.zmqspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties {@code local.zmq.….port}, with which a test finds the actual port of a
 * role that is bound to port 0.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "zmq.publishers.events.address=tcp://127.0.0.1:0")
class LocalPortTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Value("${local.zmq.publisher.events.port}")
	private int port;

	@Test
	void testGetsThePortInjected(@Autowired ZmqPublisher publisher) {
		assertThat(publisher.boundAddresses()).containsExactly("tcp://127.0.0.1:" + this.port);
	}

	@Test
	void eachSocketThatIsBoundHasAPort() {
		this.runner
			.withPropertyValues("zmq.subscribers.in.address=tcp://127.0.0.1:0", "zmq.subscribers.in.bind=true",
					"zmq.subscribers.in.topics=*", "zmq.controllers.main.workers.a.push.address=tcp://127.0.0.1:0",
					"zmq.controllers.main.workers.a.pull.address=tcp://127.0.0.1:0",
					"zmq.workers.b.pull.address=tcp://127.0.0.1:0", "zmq.workers.b.pull.bind=true",
					"zmq.workers.b.push.address=tcp://127.0.0.1:0", "zmq.workers.b.push.bind=true")
			.withBean(BothPipes.class)
			.run((context) -> {
				Environment environment = context.getEnvironment();
				assertThat(context.getBean(ZmqSubscriber.class).boundAddresses())
					.containsExactly("tcp://127.0.0.1:" + environment.getProperty("local.zmq.subscriber.in.port"));
				assertThat(context.getBean(ZmqController.class).boundAddresses()).hasToString(
						"{a.pull=[tcp://127.0.0.1:" + environment.getProperty("local.zmq.controller.main.a.pull.port")
								+ "], a.push=[tcp://127.0.0.1:"
								+ environment.getProperty("local.zmq.controller.main.a.push.port") + "]}");
				assertThat(context.getBean(ZmqWorker.class).boundAddresses()).containsExactly(
						"tcp://127.0.0.1:" + environment.getProperty("local.zmq.worker.b.pull.port"),
						"tcp://127.0.0.1:" + environment.getProperty("local.zmq.worker.b.push.port"));
			});
	}

	@Test
	void socketsThatAreNotBoundHaveNone() {
		this.runner
			.withPropertyValues("zmq.publishers.a.address=inproc://a", "zmq.publishers.b.address=tcp://127.0.0.1:0",
					"zmq.subscribers.c.address=tcp://127.0.0.1:1", "zmq.subscribers.c.topics=*")
			.run((context) -> {
				Environment environment = context.getEnvironment();
				assertThat(environment.getProperty("local.zmq.publisher.a.port")).isNull();
				assertThat(environment.getProperty("local.zmq.subscriber.c.port")).isNull();
				assertThat(environment.getProperty("local.zmq.publisher.b.port", Integer.class)).isPositive();
				context.getBean("bPublisher", ZmqPublisher.class).stop();
				assertThat(environment.getProperty("local.zmq.publisher.b.port")).isNull();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ZmqAutoConfiguration.class)
	static class Application {

	}

	static class BothPipes {

		@ZmqWorkHandler("b")
		String handle(String work) {
			return work;
		}

	}

}
