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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.ZmqTemplate;

/**
 * A {@link TestApplication} in another JVM, started from the test class path. It
 * publishes each line of its standard input: a topic, a space and the payload.
 */
public final class JavaPeer extends PeerProcess {

	private static final String STARTED = "started";

	private JavaPeer(ProcessBuilder builder) {
		super(builder);
	}

	/**
	 * Start an application in another JVM, without waiting for it.
	 * @param beans a configuration or component of the test
	 * @param properties settings, {@code key=value}
	 * @return the peer
	 */
	public static JavaPeer launch(Class<?> beans, String... properties) {
		return launch(List.of(), beans, properties);
	}

	/**
	 * Start an application in another JVM, without waiting for it.
	 * @param launcher a command that runs the command after it, such as
	 * {@code ip netns exec name}; may be empty
	 * @param beans a configuration or component of the test
	 * @param properties settings, {@code key=value}
	 * @return the peer
	 */
	public static JavaPeer launch(List<String> launcher, Class<?> beans, String... properties) {
		return launch(launcher, 128, beans, properties);
	}

	/**
	 * Start an application in another JVM, without waiting for it.
	 * @param heapMegabytes the largest size of its heap
	 * @param beans a configuration or component of the test
	 * @param properties settings, {@code key=value}
	 * @return the peer
	 */
	public static JavaPeer launch(int heapMegabytes, Class<?> beans, String... properties) {
		return launch(List.of(), heapMegabytes, beans, properties);
	}

	private static JavaPeer launch(List<String> launcher, int heapMegabytes, Class<?> beans, String... properties) {
		List<String> command = new ArrayList<>(launcher);
		String[] arguments = Stream.concat(Stream.of(beans.getName()), Stream.of(properties)).toArray(String[]::new);
		command.addAll(new JavaCommand().withoutNeighbours()
			.options("-Xmx" + heapMegabytes + "m")
			.run(JavaPeer.class, arguments));
		return new JavaPeer(new ProcessBuilder(command));
	}

	/**
	 * Start an application in another JVM and wait until it runs.
	 * @param beans a configuration or component of the test
	 * @param properties settings, {@code key=value}
	 * @return the peer, running
	 */
	public static JavaPeer start(Class<?> beans, String... properties) {
		JavaPeer peer = launch(beans, properties);
		peer.awaitStarted();
		return peer;
	}

	/**
	 * Wait until the application runs.
	 */
	public void awaitStarted() {
		String answer = answer();
		if (!answer.equals(STARTED)) {
			throw new AssertionError("Expected the answer '" + STARTED + "' of the peer, but it was: " + answer);
		}
	}

	/**
	 * Make the application publish a message.
	 * @param topic the topic
	 * @param text the payload
	 */
	public void publish(String topic, String text) {
		writeLine(topic + " " + text);
	}

	/**
	 * Write an answer to the test. Called in the JVM of the peer.
	 * @param text the answer, one line
	 */
	public static void writeAnswer(String text) {
		System.out.println(ANSWER_PREFIX + text);
	}

	/**
	 * Run the application of the peer until its standard input ends.
	 * @param arguments the class of the beans, then the settings
	 * @throws Exception if the peer cannot start
	 */
	public static void main(String[] arguments) throws Exception {
		try (TestApplication application = TestApplication.start(Class.forName(arguments[0]),
				Arrays.copyOfRange(arguments, 1, arguments.length))) {
			writeAnswer(STARTED);
			publishInput(application);
		}
	}

	private static void publishInput(TestApplication application) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			int space = line.indexOf(' ');
			application.bean(ZmqTemplate.class).publish(line.substring(space + 1), line.substring(0, space));
		}
	}

}
