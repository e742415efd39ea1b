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

package io.zmqspring.socket.engine.joining;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.socket.lastvalue.LastValueCache;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers that come, subscribe, unsubscribe and go in a random order, compared with a
 * model of what each of them must receive. One thread does everything, so each step has
 * exactly one result.
 */
class JoiningSubscribersTests {

	private static final int STEPS = 5000;

	private static final int MOST_PEERS = 6;

	private static final String ADDRESS = "inproc://joining";

	private static final String[] PREFIXES = { "", "a", "ab", "abc", "abd", "b", "ba", "c", "é", "ca", "aé" };

	private static final String[] TOPICS = { "a", "ab", "abc", "abcd", "abd", "b", "ba", "bab", "c", "ca", "é", "aéa" };

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket publisher = this.context.socket(SocketType.XPUB);

	private final LastValueCache cache = new LastValueCache("joining", 1_000_000);

	private final int run = this.cache.begin();

	private final List<Peer> peers = new ArrayList<>();

	private final Map<String, String> newest = new TreeMap<>();

	private final TreeSet<String> reported = new TreeSet<>();

	@AfterEach
	void close() {
		this.peers.forEach((peer) -> peer.socket.close());
		this.publisher.close();
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void everySubscriberReceivesWhatTheModelSays(long seed) {
		this.publisher.bind(ADDRESS);
		JoiningSubscribers joining = JoiningSubscribers.of(this.publisher.base(), this.cache);
		Random random = new Random(seed);
		for (int step = 0; step < STEPS; step++) {
			act(random, step);
			awaitSubscriptions(joining);
			for (Peer peer : this.peers) {
				assertThat(peer.receiveAll()).as("step %d", step).containsExactlyInAnyOrderElementsOf(peer.expected);
				peer.expected.clear();
			}
		}
	}

	private void act(Random random, int step) {
		Peer peer = this.peers.isEmpty() ? null : this.peers.get(random.nextInt(this.peers.size()));
		int action = random.nextInt(100);
		if (peer == null || (action < 3 && this.peers.size() < MOST_PEERS)) {
			join(random);
		}
		else if (action < 5) {
			peer.socket.close();
			this.peers.remove(peer);
		}
		else if (action < 45) {
			publish(TOPICS[random.nextInt(TOPICS.length)], step);
		}
		else {
			int changes = 1 + random.nextInt(4);
			for (int i = 0; i < changes; i++) {
				peer.change(PREFIXES[random.nextInt(PREFIXES.length)]);
			}
		}
	}

	// JeroMQ reads some of these subscriptions before the queue is known
	private void join(Random random) {
		Peer peer = new Peer();
		this.peers.add(peer);
		int subscriptions = random.nextInt(4);
		for (int i = 0; i < subscriptions; i++) {
			peer.subscribe(PREFIXES[random.nextInt(PREFIXES.length)]);
		}
		peer.socket.connect(ADDRESS);
	}

	private void publish(String topic, int number) {
		byte[] start = topic.getBytes(StandardCharsets.UTF_8);
		String text = topic + " " + number;
		byte[] frame = text.getBytes(StandardCharsets.UTF_8);
		this.publisher.send(frame);
		this.cache.put(this.run, this.cache.of(start), frame, null, null, null);
		this.newest.put(topic, text);
		this.peers.stream().filter((peer) -> peer.matches(text)).forEach((peer) -> peer.expected.add(text));
	}

	// A peer that was closed leaves in the background
	private void awaitSubscriptions(JoiningSubscribers joining) {
		EventsApplication.await().pollInSameThread().untilAsserted(() -> {
			read(joining);
			assertThat(this.reported).isEqualTo(subscribed());
		});
	}

	private void read(JoiningSubscribers joining) {
		byte[] message = this.publisher.recv(ZMQ.DONTWAIT);
		while (message != null) {
			String prefix = new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
			if (message[0] == 1) {
				this.reported.add(prefix);
			}
			else {
				this.reported.remove(prefix);
			}
			message = this.publisher.recv(ZMQ.DONTWAIT);
		}
		joining.update();
	}

	private TreeSet<String> subscribed() {
		TreeSet<String> subscribed = new TreeSet<>();
		this.peers.forEach((peer) -> subscribed.addAll(peer.prefixes));
		return subscribed;
	}

	/**
	 * A subscriber, and what it must receive.
	 */
	private final class Peer {

		private final ZMQ.Socket socket = JoiningSubscribersTests.this.context.socket(SocketType.XSUB);

		private final TreeSet<String> prefixes = new TreeSet<>();

		private final List<String> expected = new ArrayList<>();

		void change(String prefix) {
			if (!this.prefixes.contains(prefix)) {
				subscribe(prefix);
			}
			else {
				this.prefixes.remove(prefix);
				tell((byte) 0, prefix);
			}
		}

		void subscribe(String prefix) {
			if (this.prefixes.contains(prefix)) {
				return;
			}
			JoiningSubscribersTests.this.newest.values()
				.stream()
				.filter((text) -> text.startsWith(prefix) && !matches(text))
				.forEach(this.expected::add);
			this.prefixes.add(prefix);
			tell((byte) 1, prefix);
		}

		boolean matches(String text) {
			return this.prefixes.stream().anyMatch(text::startsWith);
		}

		private void tell(byte what, String prefix) {
			byte[] bytes = (" " + prefix).getBytes(StandardCharsets.UTF_8);
			bytes[0] = what;
			assertThat(this.socket.send(bytes)).isTrue();
		}

		List<String> receiveAll() {
			List<String> received = new ArrayList<>();
			String next = this.socket.recvStr(ZMQ.DONTWAIT);
			while (next != null) {
				received.add(next);
				next = this.socket.recvStr(ZMQ.DONTWAIT);
			}
			return received;
		}

	}

}
