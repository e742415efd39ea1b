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

package io.zmqspring.scenario.members;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.socket.TestNames;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host name, publishers at its addresses, and a subscriber that connects to all of
 * them. Remembers what was published and what was received.
 */
final class PublishingMembers implements AutoCloseable {

	static final Duration INTERVAL = Duration.ofMillis(100);

	private static final String HOST = "cameras.test";

	private static final String TOPIC = "frame";

	private static final int MESSAGES = 20;

	private final OpenResources open = new OpenResources();

	private final TestNames names = new TestNames();

	private final Map<String, Integer> received = new ConcurrentHashMap<>();

	private final Map<String, Integer> published = new HashMap<>();

	private final int port = FreePort.find();

	private final ZmqContext remote;

	private final ZmqContext context;

	PublishingMembers(TestSecurity security) {
		this.remote = this.open.add(security.context());
		this.context = this.open.add(this.names.context(security));
	}

	TestNames names() {
		return this.names;
	}

	String address(int last) {
		return "tcp://" + host(last) + ":" + this.port;
	}

	private static String host(int last) {
		return "127.0.0." + last;
	}

	/**
	 * Start a publisher, and add its address to the name.
	 * @param last the last number of its address
	 * @return the publisher
	 */
	ZmqPublisher add(int last) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.remote, address(last));
		this.open.add(publisher::destroy);
		publisher.start();
		this.names.add(HOST, host(last));
		return publisher;
	}

	/**
	 * Remove an address from the name. Its publisher is not stopped.
	 * @param last the last number of the address
	 */
	void remove(int last) {
		this.names.remove(HOST, host(last));
	}

	ZmqSubscriber subscribe() {
		SubscriberSettings settings = SubscriberSettings.builder("tcp://" + HOST + ":" + this.port)
			.resolve(Resolve.ALL)
			.resolveInterval(INTERVAL)
			.topics(TOPIC)
			.security(TestSecurity.section(this.context))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("screen", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.setDefaultHandler((topic, payload) -> this.received.merge(new String(payload), 1, Integer::sum));
		this.open.add(subscriber::destroy);
		subscriber.start();
		return subscriber;
	}

	static void awaitSubscriber(ZmqPublisher publisher) {
		assertThat(publisher.awaitSubscriber(TOPIC, Duration.ofSeconds(30))).isTrue();
	}

	/**
	 * Publish some messages that differ.
	 * @param publisher the publisher
	 * @param text the beginning of each message
	 * @return how many they are
	 */
	int publish(ZmqPublisher publisher, String text) {
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(publisher.publish(text + " " + i, TOPIC)).isTrue();
			this.published.put(text + " " + i, 1);
		}
		return MESSAGES;
	}

	/**
	 * The messages that were published.
	 * @return the text of each message, and how often it has to arrive
	 */
	Map<String, Integer> published() {
		return this.published;
	}

	/**
	 * The messages that have arrived.
	 * @return the text of each message, and how often it has arrived
	 */
	Map<String, Integer> received() {
		return this.received;
	}

	/**
	 * The addresses that something tries to connect to. All publishers have to be
	 * stopped.
	 * @param time how long to wait for attempts
	 * @return the addresses
	 * @throws IOException if a publisher is not stopped
	 */
	Set<String> tried(Duration time) throws IOException {
		Set<String> tried = new TreeSet<>();
		Deadline deadline = Deadline.in(time);
		try (ServerSocket all = new ServerSocket(this.port)) {
			while (!deadline.hasPassed()) {
				all.setSoTimeout((int) deadline.millisLeft() + 1);
				try (Socket attempt = all.accept()) {
					tried.add(Endpoint.text(attempt.getLocalAddress(), this.port));
				}
				catch (SocketTimeoutException ex) {
					// The time has passed
				}
			}
		}
		return tried;
	}

	@Override
	public void close() {
		this.open.close();
	}

}
