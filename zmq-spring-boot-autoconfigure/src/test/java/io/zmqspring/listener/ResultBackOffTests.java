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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retries of result listeners. The back-off of the stopped ones is longer than their
 * time-out.
 */
@Timeout(30)
class ResultBackOffTests {

	private static ApplicationContextRunner application(String interval) {
		return new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.controllers.main.shutdown-timeout=20s", "zmq.workers.a.pull.address=inproc://work",
					"zmq.workers.a.push.address=inproc://results", "zmq.listener.retries.results.max-attempts=3",
					"zmq.listener.retries.results.initial-interval=" + interval,
					"zmq.listener.retries.results.max-interval=" + interval)
			.withBean(Handlers.class)
			.withBean(Errors.class);
	}

	@Test
	void resultListenerIsCalledAgainAndThenTheResultFails() {
		application("1ms").run((context) -> {
			context.getBean(ZmqController.class).send("a", "x");
			context.getBean(Errors.class).await(1);
			assertThat(context.getBean(Handlers.class).results).containsExactly("x", "x", "x");
			assertThat(context.getBean(ZmqController.class).stats().retries().values()).containsExactly(2L);
		});
	}

	@Test
	void requestsAreNotDelayedByTheBackOffOfAResultListener() {
		application("1h").run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			controller.send("a", "x");
			EventsApplication.await().until(() -> context.getBean(Handlers.class).results.size() == 1);
			assertThat(controller.request("a", Map.of("id", 1), Map.class)).succeedsWithin(Duration.ofSeconds(30));
		});
	}

	@Test
	void stopEndsTheBackOffAndTheResultFails() {
		application("1h").run((context) -> {
			ZmqController controller = context.getBean(ZmqController.class);
			controller.send("a", "x");
			EventsApplication.await().until(() -> context.getBean(Handlers.class).results.size() == 1);
			controller.stop();
			assertThat(context.getBean(Handlers.class).results).containsExactly("x");
			assertThat(controller.stats().failures()).isEqualTo(Map.of("IllegalStateException", 1L));
			assertThat(controller.stats().drops()).isEmpty();
		});
	}

	static class Handlers {

		final List<String> results = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler
		byte[] work(byte[] work) {
			return work;
		}

		@ZmqResultListener(retry = "results")
		void result(String result) {
			this.results.add(result);
			throw new IllegalStateException("wanted");
		}

	}

}
