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

package io.zmqspring.benchmarks.latency;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * The implementations that are compared.
 */
public enum Variant implements Station.Opener {

	/** JeroMQ sockets without the starter. */
	LOOP,

	/** The same again. Differences between the two are measurement noise. */
	LOOP_AGAIN,

	/** The starter with default settings. */
	STARTER,

	/** The starter with {@code zmq.listener.timing: false}. */
	STARTER_UNTIMED;

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public Station open(String out, String in, Consumer<byte[]> consumer) {
		return switch (this) {
			case LOOP, LOOP_AGAIN -> new LoopStation(out, in, consumer);
			case STARTER, STARTER_UNTIMED -> new StarterStation(out, in, this == STARTER, consumer);
		};
	}

}
