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

package io.zmqspring.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread of JeroMQ that dies for real, in a process of its own: what it leaves behind
 * cannot be cleared away.
 */
class DeadEngineTests {

	@ParameterizedTest
	@CsvSource({ "1, zmq-reaper-1", "2, zmq-iothread-2", "3, zmq-iothread-3" })
	void deadThreadIsAFaultAtOnceAndIsNotWaitedFor(int slot, String name) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(new JavaCommand().run(Death.class, Integer.toString(slot)))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(output)
			.contains("before: null, after: a thread of the ZeroMQ engine has died: " + name + ", closed in time: true")
			.contains("ZeroMQ engine thread '" + name + "' has died");
	}

	/**
	 * Kills the engine of a context and tells what the context says.
	 */
	static final class Death {

		private Death() {
		}

		public static void main(String[] args) {
			ZmqContext context = new ZmqContext(new ContextSettings(2, 64, false));
			PublishingSocket.open(context, new SocketSettings(List.of(Endpoint.parse("inproc://dead", null)), true, 0,
					Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS), Overflow.DROP, (event) -> {
					});
			String before = context.fault();
			// Loads the classes of the check, which takes long in a new process
			Stopwatch.start().assertWithin(Duration.ofMinutes(1), () -> assertThat(context.isAlive()).isTrue());
			ZMQ.Socket any = context.engine().socket(SocketType.PAIR);
			new EngineCommand(any.base().getCtx(), Integer.parseInt(args[0]), () -> {
				throw new OutOfMemoryError("for the test");
			}).send();
			Stopwatch.start().assertWithin(Duration.ofSeconds(1), () -> assertThat(context.isAlive()).isFalse());
			String after = context.fault();
			Stopwatch stopwatch = Stopwatch.start();
			context.close();
			boolean inTime = stopwatch.elapsed().compareTo(Duration.ofSeconds(1)) < 0;
			System.out.println("before: " + before + ", after: " + after + ", closed in time: " + inTime);
			System.exit(0);
		}

	}

}
