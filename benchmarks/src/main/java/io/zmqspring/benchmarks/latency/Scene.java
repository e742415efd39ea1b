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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * The path of a message. Both paths use tcp on the loopback interface.
 */
enum Scene {

	/**
	 * From a publisher to a listener in the same process, which share one engine thread.
	 */
	ONE_WAY,

	/** To a second process, whose listener publishes the message back. */
	ROUND_TRIP;

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Open a line.
	 * @param variant the variant to use
	 * @return the line, which may not be connected yet
	 */
	Line open(Variant variant) {
		Arrivals arrivals = new Arrivals();
		String out = freeAddress();
		if (this == ONE_WAY) {
			return new Line(this, variant, variant.open(out, out, arrivals), arrivals, null);
		}
		String back = freeAddress();
		Process echo = Echo.start(variant, back, out);
		return new Line(this, variant, variant.open(out, back, arrivals), arrivals, echo);
	}

	private static String freeAddress() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "tcp://127.0.0.1:" + socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
