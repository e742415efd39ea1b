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

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.side.Contestant;

/**
 * RabbitMQ, isolated from an installed server: it has separate data, ports and a separate
 * port mapper daemon of Erlang (epmd).
 *
 * @param ports the port mapper daemon
 * @param node the RabbitMQ server
 */
record RabbitBroker(BrokerProcess ports, BrokerProcess node) implements Contestant.Broker {

	// The script on the path runs as user rabbitmq, who cannot write to our directory
	private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

	static @Nullable String absence() {
		return Files.isExecutable(SERVER) ? null : "no rabbitmq-server here: apt-get install rabbitmq-server";
	}

	static RabbitBroker start() {
		int port = BrokerProcess.freePort();
		Path directory = Brokers.directory("rabbitmq", port);
		int portOfPorts = BrokerProcess.freePort();
		BrokerProcess ports = BrokerProcess.start("epmd", () -> portOfPorts, Brokers.directory("epmd", portOfPorts),
				Map.of(), List.of(epmd(), "-address", "127.0.0.1", "-port", String.valueOf(portOfPorts)));
		try {
			return new RabbitBroker(ports, BrokerProcess.start("amqp", () -> port, directory,
					settings(directory, port, portOfPorts), List.of(SERVER.toString())));
		}
		catch (IllegalStateException ex) {
			ports.close();
			throw ex;
		}
	}

	private static Map<String, String> settings(Path directory, int port, int portOfPorts) {
		return Map.ofEntries(Map.entry("HOME", directory.toString()), Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
				Map.entry("ERL_EPMD_PORT", String.valueOf(portOfPorts)),
				Map.entry("RABBITMQ_NODENAME", "bench-" + port + "@localhost"),
				Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
				Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
				Map.entry("RABBITMQ_DIST_PORT", String.valueOf(BrokerProcess.freePort())),
				Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
				Map.entry("RABBITMQ_CONF_ENV_FILE", directory.resolve("none").toString()),
				Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("none").toString()),
				Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("plugins").toString()),
				Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString()),
				Map.entry("RABBITMQ_LOG_BASE", directory.resolve("logs").toString()),
				Map.entry("RABBITMQ_PID_FILE", directory.resolve("pid").toString()));
	}

	private static String epmd() {
		return Programs.find("epmd").map(Path::toString).orElseGet(RabbitBroker::epmdOfErlang);
	}

	private static String epmdOfErlang() {
		try (var versions = Files.newDirectoryStream(Path.of("/usr/lib/erlang"), "erts-*")) {
			return versions.iterator().next().resolve("bin/epmd").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String address() {
		return this.node.address();
	}

	@Override
	public ProcessHandle process() {
		return this.node.process();
	}

	@Override
	public void close() {
		this.node.close();
		this.ports.close();
	}

}
