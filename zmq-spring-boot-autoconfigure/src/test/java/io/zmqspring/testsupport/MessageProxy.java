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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.zmqspring.support.Threads;

/**
 * A proxy between a publisher that is bound and its subscribers. It drops, duplicates and
 * delays whole messages by a {@link MessageRule}, stops reading, and cuts connections.
 * The greeting, the handshake, commands and subscriptions pass unchanged, with every
 * security. Random decisions depend on the seed and on the number of the connection only.
 * <p>
 * On a CURVE connection the proxy sees sealed frames, not messages. There it can drop
 * messages of one frame only, and it can neither duplicate nor delay them.
 */
public final class MessageProxy implements AutoCloseable {

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

	private final LongAdder duplicated = new LongAdder();

	private final LongAdder delayed = new LongAdder();

	private final Object flow = new Object();

	private final RawListener listener;

	private final String target;

	private final long seed;

	private volatile MessageRule rule = MessageRule.FORWARD;

	private volatile boolean refusing;

	// Guarded by flow
	private boolean stalled;

	private MessageProxy(RawListener listener, String target, long seed) {
		this.listener = listener;
		this.target = target;
		this.seed = seed;
	}

	/**
	 * Start a proxy that forwards everything.
	 * @param transport the transport to the subscribers
	 * @param target the address of the publisher, of tcp or ipc
	 * @param seed the seed of random decisions
	 * @return the proxy
	 */
	public static MessageProxy start(TestTransport transport, String target, long seed) {
		try {
			MessageProxy proxy = new MessageProxy(RawListener.open(transport), target, seed);
			Threads.daemon(proxy::accept, "message-proxy-to-" + target).start();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The address that subscribers connect to.
	 * @return the address
	 */
	public String address() {
		return this.listener.address();
	}

	/**
	 * Treat messages by a rule from now on.
	 * @param next the rule
	 */
	public void use(MessageRule next) {
		this.rule = next;
	}

	/**
	 * Stop reading from the publisher, as a subscriber does that is too slow. Messages
	 * then wait in its queues.
	 */
	public void stall() {
		synchronized (this.flow) {
			this.stalled = true;
		}
	}

	/**
	 * Read again after {@link #stall()}.
	 */
	public void goOn() {
		synchronized (this.flow) {
			this.stalled = false;
			this.flow.notifyAll();
		}
	}

	/**
	 * Reset all connections. What is in their buffers is lost. New ones are possible at
	 * once.
	 */
	public void cut() {
		this.connections.forEach(ProxiedConnection::reset);
	}

	/**
	 * Reset all connections, and each new one, until {@link #acceptAgain()}.
	 */
	public void refuse() {
		this.refusing = true;
		cut();
	}

	/**
	 * Accept connections after {@link #refuse()}.
	 */
	public void acceptAgain() {
		this.refusing = false;
	}

	/**
	 * How many connections are open.
	 * @return the number
	 */
	public int connections() {
		return this.connections.size();
	}

	/**
	 * How many messages were dropped by the rule, by topic. The topic is the beginning of
	 * the first frame, up to a space if there is one.
	 * @return a snapshot
	 */
	public Map<String, Long> dropped() {
		return this.dropped.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().sum()));
	}

	/**
	 * How many messages were forwarded twice.
	 * @return the number
	 */
	public long duplicated() {
		return this.duplicated.sum();
	}

	/**
	 * How many messages were delayed.
	 * @return the number
	 */
	public long delayed() {
		return this.delayed.sum();
	}

	private void accept() {
		for (int number = 0; !this.listener.isClosed(); number++) {
			try {
				ProxiedConnection connection = ProxiedConnection.open(this, this.listener.accept(0), this.target,
						this.seed + 7919L * number);
				this.connections.add(connection);
				if (this.refusing || this.listener.isClosed()) {
					connection.reset();
				}
				connection.start();
			}
			catch (IOException ex) {
				// The proxy is closed, or nobody listens at the target
			}
		}
	}

	MessageRule.Verdict decide(List<byte[]> frames, RandomGenerator random) {
		MessageRule.Verdict verdict = this.rule.of(frames, random);
		switch (verdict) {
			case DROP -> this.dropped.computeIfAbsent(topic(frames.get(0)), (topic) -> new LongAdder()).increment();
			case DUPLICATE -> this.duplicated.increment();
			case DELAY -> this.delayed.increment();
			case FORWARD -> {
			}
		}
		return verdict;
	}

	private static String topic(byte[] first) {
		String text = new String(first, StandardCharsets.UTF_8);
		int space = text.indexOf(' ');
		return (space < 0) ? text : text.substring(0, space);
	}

	/**
	 * Wait while the proxy does not read.
	 * @param connection the connection whose thread waits; the wait ends with it
	 * @throws InterruptedException if the thread is interrupted
	 */
	void awaitFlow(ProxiedConnection connection) throws InterruptedException {
		synchronized (this.flow) {
			while (this.stalled && !connection.hasEnded()) {
				this.flow.wait();
			}
		}
	}

	void ended(ProxiedConnection connection) {
		this.connections.remove(connection);
		synchronized (this.flow) {
			this.flow.notifyAll();
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

}
