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

package io.zmqspring.benchmarks.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The measured applications. Each one has more parts than the previous one.
 */
enum Variant {

	/** Actuator and Jackson; the starter is not on the class path. */
	EMPTY,

	/** A publisher and a subscriber that use JeroMQ directly, without the starter. */
	LOOP_PAIR,

	/** The starter is on the class path, without settings. */
	STARTER_IDLE,

	/** One publisher. */
	STARTER_PUBLISHER,

	/** A publisher, and a subscriber with a listener. */
	STARTER_PAIR,

	/** The same, with a worker and a controller that has one pool. */
	STARTER_ALL;

	static final String POOL = "errands";

	private static final String COMPONENT = "component=";

	/**
	 * Return the name in the results.
	 * @return the name
	 */
	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whether the starter is on the class path of the application.
	 * @return {@code true} if it is on the class path
	 */
	boolean hasStarter() {
		return compareTo(STARTER_IDLE) >= 0;
	}

	/**
	 * Return whether JeroMQ is on the class path of the application.
	 * @return {@code true} if it is on the class path
	 */
	boolean hasJeroMq() {
		return compareTo(LOOP_PAIR) >= 0;
	}

	/**
	 * Return the arguments of the application. They contain class names instead of
	 * classes, because classes that use the starter cannot be loaded without it.
	 * @param ports three free ports
	 * @return the settings and components
	 */
	List<String> arguments(List<Integer> ports) {
		List<String> arguments = new ArrayList<>();
		if (this == LOOP_PAIR) {
			arguments.add(GreetingByHand.ADDRESS + "=tcp://127.0.0.1:" + ports.get(0));
			arguments.add(COMPONENT + GreetingByHand.class.getName());
		}
		if (compareTo(STARTER_PUBLISHER) >= 0) {
			arguments.add("zmq.publishers.events.address=tcp://127.0.0.1:" + ports.get(0));
		}
		if (compareTo(STARTER_PAIR) >= 0) {
			arguments.add("zmq.subscribers.events.address=tcp://127.0.0.1:" + ports.get(0));
			arguments.add(COMPONENT + Greeting.class.getName());
		}
		if (compareTo(STARTER_ALL) >= 0) {
			String pool = "zmq.controllers.desk.workers." + POOL;
			arguments.add(pool + ".push.address=tcp://127.0.0.1:" + ports.get(1));
			arguments.add(pool + ".pull.address=tcp://127.0.0.1:" + ports.get(2));
			arguments.add("zmq.workers.errands.pull.address=tcp://127.0.0.1:" + ports.get(1));
			arguments.add("zmq.workers.errands.push.address=tcp://127.0.0.1:" + ports.get(2));
			arguments.add(COMPONENT + Errand.class.getName());
		}
		return arguments;
	}

}
