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

package io.zmqspring.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts the brokers that consist of one process.
 */
final class Brokers {

	private Brokers() {
	}

	/**
	 * Start NATS without JetStream, so it stores no messages.
	 */
	static BrokerProcess nats() {
		int port = BrokerProcess.freePort();
		return BrokerProcess.start("nats", () -> port, directory("nats", port), Map.of(),
				List.of(path("nats-server"), "--addr", "127.0.0.1", "--port", String.valueOf(port)));
	}

	/**
	 * Start Redis without persistence. Its output buffer limit for subscribers is raised
	 * from 32 MB to 1 GB because Redis disconnects a subscriber that exceeds the limit.
	 */
	static BrokerProcess redis() {
		int port = BrokerProcess.freePort();
		return BrokerProcess.start("redis", () -> port, directory("redis", port), Map.of(),
				List.of(path("redis-server"), "--bind", "127.0.0.1", "--port", String.valueOf(port), "--save", "",
						"--appendonly", "no", "--client-output-buffer-limit", "pubsub 1gb 0 0"));
	}

	/**
	 * Start Kafka with one node that is broker and controller. It chooses its port
	 * itself.
	 */
	static BrokerProcess kafka(String classPath) {
		Path directory = directory("kafka", (int) ProcessHandle.current().pid());
		Path portFile = directory.resolve("port");
		try {
			Files.deleteIfExists(portFile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return BrokerProcess.start("kafka", () -> port(portFile), directory, Map.of(),
				List.of(ProcessHandle.current().info().command().orElse("java"), "-Xms512m", "-Xmx1g",
						"-Djava.io.tmpdir=" + directory, "-cp", classPath, KafkaServer.class.getName(),
						portFile.toString()));
	}

	private static int port(Path file) {
		try {
			return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path directory(String name, int port) {
		return Programs.workDirectory(name + "-" + port);
	}

	private static String path(String program) {
		return Programs.find(program).orElseThrow().toString();
	}

}
