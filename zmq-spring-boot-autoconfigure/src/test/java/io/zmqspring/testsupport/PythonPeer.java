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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.zeromq.SocketType;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.wire.WireFormat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A Python process that uses pyzmq. The scripts are in the test resources. Skips the test
 * where no Python with pyzmq is installed.
 */
public final class PythonPeer extends PeerProcess {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String ANY_PORT = "tcp://127.0.0.1:*";

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

	/**
	 * Return a Python that can import pyzmq. Skips the test where there is none.
	 * @return the command
	 */
	public static String interpreter() {
		assumeTrue(PYTHON != null, "Neither /usr/bin/python3 nor python3 can import zmq; install pyzmq");
		return String.valueOf(PYTHON);
	}

	private static ProcessBuilder builder(String script, String... arguments) {
		List<String> command = new ArrayList<>(List.of(interpreter(), path(script)));
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
	 * Start a process with a bound PUB socket. Its address is the first
	 * {@link #answer()}. It publishes on {@link #publish(String, String)}.
	 * @param wireFormat the wire format it writes
	 * @return the peer
	 */
	public static PythonPeer publisher(WireFormat wireFormat) {
		return publisher(wireFormat, ANY_PORT);
	}

	/**
	 * Start a process with a PUB socket that is bound when the first {@link #answer()}
	 * has come. It publishes on {@link #publish(String, String)}.
	 * @param wireFormat the wire format it writes
	 * @param address the address it binds
	 * @return the peer
	 */
	public static PythonPeer publisher(WireFormat wireFormat, String address) {
		return new PythonPeer("publisher.py", argument(wireFormat), address);
	}

	/**
	 * Start a process with a connecting SUB socket. It answers with each message, see
	 * {@link #received()}.
	 * @param wireFormat the wire format it reads
	 * @param address the address it connects to
	 * @param subscriptions the prefixes it subscribes to
	 * @return the peer
	 */
	public static PythonPeer subscriber(WireFormat wireFormat, String address, String... subscriptions) {
		List<String> arguments = new ArrayList<>(List.of(argument(wireFormat), address));
		arguments.addAll(List.of(subscriptions));
		return new PythonPeer("subscriber.py", arguments.toArray(String[]::new));
	}

	/**
	 * Start a process with a bound PUB socket, whose address is the first
	 * {@link #answer()}, and a SUB socket, which connects to the address in the first
	 * {@link #writeLine(String) line} of input. It publishes the fields of every message
	 * it receives.
	 * @param address the address that the PUB socket binds
	 * @return the peer
	 */
	public static PythonPeer echo(String address) {
		return new PythonPeer("echo.py", address);
	}

	/**
	 * Start a worker of the Experimance services: the {@code work_id} of a result is the
	 * {@code id} of its work.
	 * @param arguments the address it pulls from, the address it pushes to, and the
	 * number of results per item, 1 if absent
	 * @return the peer
	 */
	public static PythonPeer worker(String... arguments) {
		return new PythonPeer("worker.py", arguments);
	}

	/**
	 * Start the worker of the manual.
	 * @param work the address it pulls from
	 * @param results the address it pushes to
	 * @return the peer
	 */
	public static PythonPeer teaWorker(String work, String results) {
		return new PythonPeer("tea_worker.py", work, results);
	}

	/**
	 * Start a controller with a bound PUSH and a bound PULL socket, whose addresses are
	 * the first two {@link #answers(int) answers}. It sends each
	 * {@link #writeLine(String) line} of input, a Python expression, and answers with
	 * each result, see {@link #received()}.
	 * @return the peer
	 */
	public static PythonPeer controller() {
		return controller(ANY_PORT, ANY_PORT);
	}

	/**
	 * Start a controller like {@link #controller()}.
	 * @param work the address that its PUSH socket binds
	 * @param results the address that its PULL socket binds
	 * @return the peer
	 */
	public static PythonPeer controller(String work, String results) {
		return new PythonPeer("controller.py", work, results);
	}

	/**
	 * Start a process with a PULL socket. It answers with each message, see
	 * {@link #received()}.
	 * @param address the address it connects to
	 * @return the peer
	 */
	public static PythonPeer pull(String address) {
		return new PythonPeer("pipe.py", "pull", address);
	}

	/**
	 * Start a process with a PUSH socket. It sends each {@link #writeLine(String) line}
	 * of input, a Python expression, as JSON.
	 * @param address the address it connects to
	 * @return the peer
	 */
	public static PythonPeer push(String address) {
		return new PythonPeer("pipe.py", "push", address);
	}

	/**
	 * Start a process with a socket that is bound, or connects, when this method returns.
	 * Each {@link #writeLine(String) line} of input is a statement of Python about the
	 * {@code socket}. Messages are its answers, see {@link #received()}.
	 * @param type the type of the socket
	 * @param bind whether it binds
	 * @param addresses its addresses, joined by commas
	 * @param subscriptions the prefixes to which a SUB socket subscribes
	 * @return the peer
	 */
	public static PythonPeer socket(SocketType type, boolean bind, String addresses, String... subscriptions) {
		List<String> arguments = new ArrayList<>(List.of(type.name(), bind ? "bind" : "connect", addresses));
		arguments.addAll(List.of(subscriptions));
		PythonPeer peer = new PythonPeer("peer.py", arguments.toArray(String[]::new));
		peer.answer();
		return peer;
	}

	/**
	 * Start a process with a socket that uses CURVE or PLAIN.
	 * @param arguments see {@code secure.py}
	 * @return the peer
	 */
	public static PythonPeer secure(String... arguments) {
		return new PythonPeer("secure.py", arguments);
	}

	/**
	 * Start controllers or workers that use CURVE or PLAIN.
	 * @param arguments see {@code secure_work.py}
	 * @return the peer
	 */
	public static PythonPeer secureWork(String... arguments) {
		return new PythonPeer("secure_work.py", arguments);
	}

	// Answers with topic, number and payload of each message that a publisher has
	public static PythonPeer replay(String address, String prefix) {
		return new PythonPeer("replay_client.py", address, prefix);
	}

	/**
	 * Start a process that reads a pair of certificates.
	 * @param name the path of the certificates without their extensions
	 * @return the peer, see {@code certificates.py}
	 */
	public static PythonPeer certificates(String name) {
		return new PythonPeer("certificates.py", name);
	}

	private static String argument(WireFormat wireFormat) {
		return wireFormat.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Make the publisher publish a message.
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
	 * Return a frame as {@code peer.py} shows it.
	 * @param frame the frame
	 * @return the frame in hexadecimal, or its length and digest
	 */
	public static String shown(byte[] frame) {
		if (frame.length <= 100) {
			return HexFormat.of().formatHex(frame);
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(frame);
			return frame.length + " " + HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A message that Python has received.
	 *
	 * @param frames the frames in hexadecimal; see {@code peer.py} for long ones
	 * @param topic the topic, empty for {@code raw} and results
	 * @param message Python's {@code repr} of the JSON payload; {@code null} if the
	 * payload is not JSON
	 */
	public record Received(List<String> frames, String topic, @Nullable String message) {

	}

}
