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
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The main class of the second process, which publishes each message it receives. It
 * exits when its standard input is closed, so it never outlives the process that has
 * started it.
 */
public final class Echo implements Consumer<byte[]> {

	private volatile @Nullable Station station;

	private Echo() {
	}

	/**
	 * Run the process.
	 * @param arguments the variant, the address to publish at and the address to
	 * subscribe to
	 * @throws IOException if standard input cannot be read
	 */
	@SuppressWarnings("try")
	public static void main(String[] arguments) throws IOException {
		try (Station opened = open(Variant.valueOf(arguments[0]), arguments[1], arguments[2])) {
			System.in.readAllBytes();
		}
	}

	/**
	 * Open a station that publishes each message it receives.
	 * @param opener opens the station
	 * @param out the address to publish at
	 * @param in the address to subscribe to
	 * @return the station
	 */
	public static Station open(Station.Opener opener, String out, String in) {
		Echo echo = new Echo();
		Station opened = opener.open(out, in, echo);
		echo.station = opened;
		return opened;
	}

	@Override
	public void accept(byte[] payload) {
		Station current = this.station;
		if (current != null) {
			current.send(payload);
		}
	}

	static Process start(Variant variant, String out, String in) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		command.addAll(
				List.of("-cp", System.getProperty("java.class.path"), Echo.class.getName(), variant.name(), out, in));
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
