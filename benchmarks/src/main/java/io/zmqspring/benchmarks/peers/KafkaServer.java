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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.zmqspring.benchmarks.side.Load;

/**
 * Runs Spring Kafka's embedded broker in a separate process, so that its processor time
 * can be measured.
 */
public final class KafkaServer {

	private KafkaServer() {
	}

	/**
	 * Run the broker until the process is ended.
	 * @param arguments the file to write the port to
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		ForeignPeers.hush();
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, Load.TOPIC);
		// Limit the disk space: old messages are not needed
		broker.brokerProperty("log.segment.bytes", String.valueOf(64 << 20));
		broker.brokerProperty("log.retention.bytes", String.valueOf(1 << 30));
		broker.brokerProperty("log.retention.check.interval.ms", "1000");
		broker.brokerProperty("log.segment.delete.delay.ms", "1000");
		broker.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
		String address = broker.getBrokersAsString();
		Path written = Files.writeString(Path.of(arguments[0] + "-incomplete"),
				address.substring(address.lastIndexOf(':') + 1));
		Files.move(written, Path.of(arguments[0]), StandardCopyOption.ATOMIC_MOVE);
	}

}
