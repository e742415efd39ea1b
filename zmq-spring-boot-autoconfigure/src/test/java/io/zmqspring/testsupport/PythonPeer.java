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

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.wire.WireFormat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A Python process that speaks plain pyzmq. The scripts are in the test resources. Where
 * there is no Python with pyzmq, a test that wants one is skipped.
 */
public final class PythonPeer extends PeerProcess {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final @Nullable String PYTHON = Stream.of("/usr/bin/python3", "python3")
		.filter(PythonPeer::hasZmq)
		.findFirst()
		.orElse(null);

	private PythonPeer(String script, String... arguments) {
		super(builder(script, arguments));
	}

	private static boolean hasZmq(String python) {
		try {
			Process process = new ProcessBuilder(python, "-c", "import zmq")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static ProcessBuilder builder(String script, String... arguments) {
		assumeTrue(PYTHON != null, "neither /usr/bin/python3 nor python3 can import zmq; install pyzmq");
		List<String> command = new ArrayList<>(List.of(String.valueOf(PYTHON), path(script)));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("PYTHONUTF8", "1");
		builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
		return builder;
	}

	private static String path(String script) {
		URL url = PythonPeer.class.getResource("/python/" + script);
		Assert.state(url != null, () -> "There is no script " + script);
		try {
			return Path.of(url.toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A PUB that binds; {@link #answer()} gives its address first. Publishes what
	 * {@link #publish(String, String)} says.
	 * @param wireFormat how it puts topic and payload on the wire
	 * @return the peer
	 */
	public static PythonPeer publisher(WireFormat wireFormat) {
		return new PythonPeer("publisher.py", argument(wireFormat));
	}

	/**
	 * A SUB that connects and answers with each message, see {@link #received()}.
	 * @param wireFormat how it reads topic and payload
	 * @param address where it connects
	 * @param subscriptions its subscriptions, ZeroMQ's prefixes
	 * @return the peer
	 */
	public static PythonPeer subscriber(WireFormat wireFormat, String address, String... subscriptions) {
		List<String> arguments = new ArrayList<>(List.of(argument(wireFormat), address));
		arguments.addAll(List.of(subscriptions));
		return new PythonPeer("subscriber.py", arguments.toArray(String[]::new));
	}

	/**
	 * A PUB that binds, whose address is the first {@link #answer()}, and a SUB that
	 * connects where it is told. Publishes the fields of every message it receives.
	 * @return the peer
	 */
	public static PythonPeer echo() {
		return new PythonPeer("echo.py");
	}

	/**
	 * A worker of the Experimance services: work has an {@code id}, its result has the
	 * same {@code work_id}.
	 * @param arguments where it pulls from, where it pushes to, and how often it answers
	 * each item, once if absent
	 * @return the peer
	 */
	public static PythonPeer worker(String... arguments) {
		return new PythonPeer("worker.py", arguments);
	}

	/**
	 * A controller that binds a PUSH and a PULL, whose addresses are the first two
	 * {@link #answers(int)}. Sends what it is told, a Python expression, and answers with
	 * each result, see {@link #received()}.
	 * @return the peer
	 */
	public static PythonPeer controller() {
		return new PythonPeer("controller.py");
	}

	private static String argument(WireFormat wireFormat) {
		return wireFormat.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Have the publisher publish.
	 * @param topic the topic
	 * @param expression the payload as a Python expression: text and bytes are sent as
	 * they are, a dict as {@code json.dumps} writes it
	 */
	public void publish(String topic, String expression) {
		writeLine(topic + " " + expression);
	}

	/**
	 * Wait for the next message the subscriber has received.
	 * @return the message
	 */
	public Received received() {
		return JSON.readValue(answer(), Received.class);
	}

	/**
	 * A message as Python has received it.
	 *
	 * @param frames its frames in hexadecimal
	 * @param topic its topic, empty for {@code raw} and results
	 * @param message Python's {@code repr} of the JSON payload; {@code null} if the
	 * payload is no JSON
	 */
	public record Received(List<String> frames, String topic, @Nullable String message) {

	}

}
