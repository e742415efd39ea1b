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

import java.util.function.Consumer;

/**
 * Publishes at one address and subscribes to another, which may be the same. One thread
 * sends. The station receives messages on its own thread.
 */
public interface Station extends AutoCloseable {

	/** The only topic that is used. */
	String TOPIC = "latency";

	/**
	 * Publish a message. Block while a queue is full.
	 * @param payload the payload, which must not be changed afterwards
	 */
	void send(byte[] payload);

	/**
	 * Open a station that shares the context of this one, so that they can be connected
	 * by {@code inproc}. It must be closed before this one.
	 * @param out the address to publish at
	 * @param in the address to subscribe to
	 * @param consumer is called with each received payload
	 * @return the station
	 */
	Station another(String out, String in, Consumer<byte[]> consumer);

	@Override
	void close();

	/**
	 * Opens stations.
	 */
	@FunctionalInterface
	interface Opener {

		/**
		 * Open a station.
		 * @param out the address to publish at
		 * @param in the address to subscribe to
		 * @param consumer is called with each received payload
		 * @return the station
		 */
		Station open(String out, String in, Consumer<byte[]> consumer);

	}

}
