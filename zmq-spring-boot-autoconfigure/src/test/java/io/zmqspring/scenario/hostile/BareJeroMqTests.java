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

package io.zmqspring.scenario.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Shows that plain JeroMQ does not survive the streams of {@link HostileStreamsTests}.
 */
@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BareJeroMqTests {

	@ParameterizedTest
	@EnumSource(value = SocketType.class, names = { "SUB", "PULL" })
	void bareJeroMqServesNobodyAfterFramesAreAnnouncedThatItHasNoMemoryFor(SocketType type) throws IOException {
		byte[] greeting = Zmtp.greeting(3, "NULL");
		byte[] announcement = Zmtp.longHeader(0, 64 << 20);
		String peer = (type == SocketType.SUB) ? "PUB" : "PUSH";
		assertThat(served(type, 1000, greeting)).isEqualTo(20);
		served(type, 2, greeting, announcement);
		assertThat(served(type, 500, greeting, Zmtp.ready(peer), announcement)).isZero();
		assertThat(served(type, 8, greeting, Zmtp.ready(peer), announcement, new byte[40 << 20])).isZero();
	}

	// How many of 20 messages of 100 KB arrive within 2 s
	private static int served(SocketType type, int connections, byte[]... bytes) throws IOException {
		PeerConnector connector = PeerConnector.forBoundTarget(TestTransport.TCP);
		int served = 0;
		try (BareReceiver receiver = BareReceiver.start(type, connector.address());
				GreetingFlood flood = GreetingFlood.start(connections, connector.address(), bytes)) {
			await().until(() -> flood.connected() >= connections);
			GoodPeer good = GoodPeer.connect(connector, (type == SocketType.SUB) ? "PUB" : "PUSH");
			for (int i = 0; i < 20; i++) {
				good.send("x".repeat(100 * 1024));
			}
			while (served < 20 && receiver.answer(Duration.ofSeconds(2)) != null) {
				served++;
			}
			good.close();
		}
		catch (IOException | AssertionError ex) {
			System.out.println("bare JeroMQ: " + ex.getMessage().lines().limit(3).toList());
		}
		System.out
			.println("bare JeroMQ, bound " + type + ", flood of " + connections + ": " + served + " of 20 served");
		return served;
	}

	@Test
	void bareJeroMqDoesNotSurviveTheStreams() throws IOException {
		Process process = new ProcessBuilder(JavaCommand.java(), "-Xmx1g", "-cp", System.getProperty("java.class.path"),
				BareJeroMqProcess.class.getName(), String.valueOf(Long.getLong("zmq.tests.seed", 1)), "100")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> results = output.lines().filter((line) -> line.startsWith("bare JeroMQ")).toList();
			results.forEach(System.out::println);
			assertThat(results).hasSize(8).noneMatch((line) -> line.contains("survived all"));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
