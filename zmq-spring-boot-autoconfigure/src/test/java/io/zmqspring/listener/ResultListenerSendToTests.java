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

package io.zmqspring.listener;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Result listeners that publish the results of workers.
 */
class ResultListenerSendToTests {

	@Test
	void resultOfAWorkerIsPublished() {
		ResultsApplication.with(Forwarding.class)
			.withPropertyValues("zmq.subscribers.events.topics=a",
					"zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results")
			.run((context) -> {
				try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
					context.getBean(ZmqController.class).send("a", Map.of("number", 7));
					assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("squares 49");
				}
			});
	}

	static class Forwarding {

		@ZmqWorkHandler
		Map<String, Integer> square(Map<String, Integer> work) {
			int number = work.get("number");
			return Map.of("square", number * number);
		}

		@ZmqResultListener
		@SendTo("results/squares")
		Integer publish(Map<String, Object> result) {
			return (Integer) result.get("square");
		}

	}

}
