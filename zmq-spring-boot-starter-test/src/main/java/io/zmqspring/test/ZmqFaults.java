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

package io.zmqspring.test;

import java.time.Duration;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Faults for tests. Each one reaches the application as the real fault would: by the same
 * exceptions, counters, events and log lines. All faults end when the test method ends.
 * Roles are named as in {@code zmq}; each method throws {@link IllegalArgumentException}
 * if there is no such role, with the names of those that there are. Safe for any number
 * of threads.
 *
 * @since 0.1
 */
public final class ZmqFaults {

	private final ZmqTestPeers peers;

	ZmqFaults(ZmqTestPeers peers) {
		this.peers = peers;
	}

	/**
	 * Let the next publishing of a publisher throw an exception. Several calls queue
	 * several exceptions. A message that nobody receives is not sent, so it does not
	 * fail.
	 * @param publisher the name of the publisher
	 * @param exception the exception, such as a {@code ZmqTimeoutException}
	 */
	public void failNextPublish(String publisher, RuntimeException exception) {
		this.peers.peers().faults(publisher).failNext(exception);
	}

	/**
	 * Lose the next messages; a further call replaces the number. Those of a publisher
	 * meet a full queue: by its {@code overflow} they are dropped and counted, or
	 * {@code publish} throws after {@code send-timeout} or at once. Those to a subscriber
	 * are lost on the way.
	 * @param name the name of a publisher or of a subscriber; of the publisher if both
	 * have it
	 * @param count how many messages
	 */
	public void dropNext(String name, int count) {
		Assert.isTrue(count > 0, "The count must be at least 1");
		if (this.peers.peers().hasPublisher(name)) {
			this.peers.peers().faults(name).dropNext(count);
		}
		else {
			this.peers.publisherFor(name).dropNext(count);
		}
	}

	/**
	 * Slow a connection down. {@code publish} of a publisher takes so much longer, as it
	 * does while the queue of a subscriber is full and {@code overflow} is {@code block};
	 * messages to a subscriber arrive so much later.
	 * @param name the name of a publisher or of a subscriber; of the publisher if both
	 * have it
	 * @param duration how much longer or later
	 */
	public void delay(String name, Duration duration) {
		if (this.peers.peers().hasPublisher(name)) {
			this.peers.peers().faults(name).delay(duration);
		}
		else {
			this.peers.publisherFor(name).delay(duration);
		}
	}

	/**
	 * Send a subscriber bytes that its listeners cannot read.
	 * @param subscriber the name of the subscriber
	 * @param topic the topic
	 * @param payload the bytes of the payload, sent as they are
	 */
	public void malformed(String subscriber, String topic, byte[] payload) {
		this.peers.publisherFor(subscriber).publish(topic, payload);
	}

	/**
	 * End the program on the other side of a role: the test peer closes its sockets.
	 * Returns when the role can know. For a controller these are the workers of all its
	 * pools.
	 * @param name the name of a publisher, subscriber, worker or controller; of all roles
	 * that have it
	 */
	public void disconnect(String name) {
		of(name).forEach(TestPeer::stop);
		this.peers.awaitClosedSockets();
	}

	/**
	 * Start the program on the other side of a role again, and wait until it is
	 * connected.
	 * @param name the name that was disconnected
	 */
	public void reconnect(String name) {
		List<TestPeer> found = of(name);
		found.forEach(TestPeer::start);
		found.forEach(TestPeer::awaitConnection);
	}

	/**
	 * Stop the heartbeats to a subscriber with {@code expect-heartbeat-within}. The
	 * connection stays.
	 * @param subscriber the name of the subscriber
	 */
	public void silence(String subscriber) {
		this.peers.publisherFor(subscriber).silence();
	}

	/**
	 * End all faults now. Peers that are disconnected are connected again.
	 */
	public void clear() {
		this.peers.endFaults();
	}

	private List<TestPeer> of(String name) {
		List<TestPeer> found = this.peers.peers().of(name);
		Assert.isTrue(!found.isEmpty(), () -> "No test peer belongs to a role '" + name + "'. " + this.peers);
		return found;
	}

}
