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

package io.zmqspring.testsupport;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;

/**
 * Application contexts with a controller that has the at-least-once pool {@code pool},
 * joined over inproc addresses.
 */
public final class AtLeastOnceRunners {

	private static final String POOL = "zmq.controllers.main.workers.pool.";

	/** The controller without a worker. */
	public static final ApplicationContextRunner CONTROLLER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withBean(DeadLetterRecorder.class)
		.withPropertyValues(pool("push.address=inproc://work", "pull.address=inproc://results",
				"delivery=at-least-once", "redelivery-timeout=100ms", "max-attempts=100", "retry-delay=20ms"));

	/** The controller and a worker. The test adds the work handler. */
	public static final ApplicationContextRunner CONTROLLER_AND_WORKER = CONTROLLER.withPropertyValues(
			"zmq.workers.pool.pull.address=inproc://work", "zmq.workers.pool.push.address=inproc://results",
			"zmq.workers.pool.delivery=at-least-once");

	private AtLeastOnceRunners() {
	}

	/**
	 * The controller and a worker, joined over another transport.
	 * @param transport the transport
	 * @param security their security
	 * @return the runner
	 */
	public static ApplicationContextRunner controllerAndWorker(TestTransport transport, TestSecurity security) {
		String work = "address=" + transport.address();
		String results = "address=" + transport.address();
		return CONTROLLER_AND_WORKER.withPropertyValues(security.applyTo(POOL + "push." + work,
				POOL + "pull." + results, "zmq.workers.pool.pull." + work, "zmq.workers.pool.push." + results));
	}

	/**
	 * Return settings of the pool.
	 * @param settings keys below the pool with their values, {@code key=value}
	 * @return the settings with the full keys
	 */
	public static String[] pool(String... settings) {
		String[] result = new String[settings.length];
		for (int i = 0; i < settings.length; i++) {
			result[i] = POOL + settings[i];
		}
		return result;
	}

	/**
	 * Collect the results of a controller.
	 * @param controller the controller
	 * @return the results in the order of arrival; grows
	 */
	public static Queue<String> results(ZmqController controller) {
		Queue<String> results = new ConcurrentLinkedQueue<>();
		controller.addResultHandler((pool, result) -> results.add(new String(result)));
		return results;
	}

	/**
	 * Records dead letters.
	 */
	public static class DeadLetterRecorder implements ZmqDeadLetterHandler {

		private final Queue<ZmqDeadLetter> letters = new ConcurrentLinkedQueue<>();

		@Override
		public void handle(ZmqDeadLetter letter) {
			this.letters.add(letter);
		}

		public List<ZmqDeadLetter> all() {
			return List.copyOf(this.letters);
		}

		public List<String> ids() {
			return this.letters.stream().map(ZmqDeadLetter::id).toList();
		}

	}

}
