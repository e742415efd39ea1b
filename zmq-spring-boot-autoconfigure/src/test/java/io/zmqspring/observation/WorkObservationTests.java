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

package io.zmqspring.observation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.autoconfigure.ZmqObservationAutoConfiguration;
import io.zmqspring.controller.SendOutcome;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The observations of work that fails, times out, finds no worker or goes to all pools.
 */
class WorkObservationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				ZmqObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withBean(Works.class)
		.withPropertyValues("zmq.controllers.main.send-timeout=50ms",
				"zmq.controllers.main.workers.a.push.address=inproc://work",
				"zmq.controllers.main.workers.a.pull.address=inproc://results",
				"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results",
				"zmq.workers.a.work-timeout=50ms", "zmq.workers.a.shutdown-timeout=50ms");

	private TestObservationRegistryAssert observations() {
		return TestObservationRegistryAssert.assertThat(this.registry);
	}

	private void awaitError(Class<? extends Throwable> error) {
		EventsApplication.await()
			.untilAsserted(() -> observations().hasObservationWithNameEqualTo("zmq.work.handle")
				.that()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("id", "a")
				.thenError()
				.isInstanceOf(error));
	}

	@Test
	void failedWorkIsAnErrorAndHasNoResult() {
		this.runner.run((context) -> {
			context.getBean(ZmqController.class).send("a", "fail");
			awaitError(IllegalStateException.class);
			observations().doesNotHaveAnyRemainingCurrentObservation().hasNumberOfObservationsEqualTo(2);
		});
	}

	@Test
	void workThatTakesTooLongEndsWithATimeOut() {
		this.runner.run((context) -> {
			context.getBean(ZmqController.class).send("a", "never");
			awaitError(ZmqTimeoutException.class);
		});
	}

	@Test
	void workForAPoolWithoutWorkersIsAnError() {
		this.runner
			.withPropertyValues("zmq.controllers.main.workers.b.push.address=tcp://127.0.0.1:*",
					"zmq.controllers.main.workers.b.pull.address=tcp://127.0.0.1:*")
			.run((context) -> {
				ZmqController controller = context.getBean(ZmqController.class);
				assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> controller.send("b", "done"));
				observations().hasObservationWithNameEqualTo("zmq.work.send")
					.that()
					.hasHighCardinalityKeyValue("messaging.destination.name", "b")
					.hasError();
			});
	}

	@Test
	void workForAllPoolsIsOneObservation() {
		this.runner
			.withPropertyValues("zmq.controllers.main.workers.b.push.address=tcp://127.0.0.1:*",
					"zmq.controllers.main.workers.b.pull.address=tcp://127.0.0.1:*")
			.run((context) -> {
				Map<String, SendOutcome> outcomes = context.getBean(ZmqController.class).sendToAllWorkers("none");
				assertThat(outcomes.get("a").accepted()).isTrue();
				observations().hasNumberOfObservationsWithNameEqualTo("zmq.work.send", 1)
					.hasObservationWithNameEqualTo("zmq.work.send")
					.that()
					.hasHighCardinalityKeyValue("messaging.destination.name", "a,b");
			});
	}

	static class Works {

		@ZmqWorkHandler("a")
		CompletableFuture<String> work(String work) {
			return switch (work) {
				case "fail" -> throw new IllegalStateException("on purpose");
				case "never" -> new CompletableFuture<>();
				default -> CompletableFuture.completedFuture(null);
			};
		}

	}

}
