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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the default error handler and the start log of each role.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoleLogTests {

	@Test
	void rejectionsOfOneRoleHideNoneOfAnotherAndNameTheRole(CapturedOutput output) {
		runner()
			.withPropertyValues("zmq.publishers.p.address=inproc://p", "zmq.subscribers.first.address=inproc://p",
					"zmq.subscribers.first.topics=*", "zmq.subscribers.second.address=inproc://p",
					"zmq.subscribers.second.topics=*")
			.run((context) -> {
				ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
				context.getBeansOfType(ZmqSubscriber.class)
					.values()
					.forEach((subscriber) -> subscriber.addHandler("other", (topic, payload) -> {
					}));
				assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
				await().untilAsserted(() -> {
					context.getBean(ZmqTemplate.class).publish("text", "t");
					assertThat(output).contains("Subscriber 'first': Rejected (no-handler) ",
							"Subscriber 'second': Rejected (no-handler) ");
				});
			});
	}

	@Test
	void startOfAControllerShowsTheAddressesOfItsPools(CapturedOutput output) {
		runner()
			.withPropertyValues("zmq.controllers.c.workers.tea.push.address=inproc://work",
					"zmq.controllers.c.workers.tea.pull.address=inproc://results")
			.run((context) -> assertThat(output)
				.contains("Controller 'c' has opened its pools [tea] at [inproc://work, inproc://results]"));
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));
	}

}
