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

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import io.zmqspring.benchmarks.side.Peer;

/**
 * The peers of this package that are written in Java, by name. A peer's classes are
 * loaded only in its producer and consumer processes.
 */
public final class ForeignPeers {

	private static final Map<String, Supplier<Peer>> PEERS = Map.of("spring-integration-zeromq",
			() -> new SpringIntegrationPeer(null), "spring-integration-zeromq-tuned",
			() -> new SpringIntegrationPeer(Duration.ofMillis(1)), "nats", NatsPeer::new, "redis", RedisPeer::new,
			"rabbitmq", RabbitPeer::new, "kafka", KafkaPeer::new);

	private ForeignPeers() {
	}

	/**
	 * Find a peer.
	 * @param name its name
	 * @return the peer
	 */
	public static Peer of(String name) {
		Supplier<Peer> peer = PEERS.get(name);
		if (peer == null) {
			throw new IllegalArgumentException("Unknown peer '" + name + "'");
		}
		hush();
		return peer.get();
	}

	/**
	 * Set the log level to WARN. Without Spring Boot, Logback would print all levels.
	 */
	static void hush() {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
	}

}
