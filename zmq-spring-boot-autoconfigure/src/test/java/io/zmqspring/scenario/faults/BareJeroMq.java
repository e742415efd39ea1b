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

package io.zmqspring.scenario.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.TestTransport;

/**
 * A PUB and a SUB socket of plain JeroMQ with default options and a faulty link between
 * them, for comparison.
 */
final class BareJeroMq implements AutoCloseable {

	/** The longest wait for messages after a fault. */
	static final Duration NEVER = Duration.ofSeconds(10);

	// A few percent of the handshakes stall for 30 s
	private static final Duration FIRST_CONNECTION = Duration.ofSeconds(40);

	private static final Duration FAULT_DURATION = Duration.ofMillis(1500);

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Context otherContext = ZMQ.context(1);

	private final ZMQ.Socket publisher = this.context.socket(SocketType.PUB);

	private final FaultyLink link;

	private final Traffic traffic;

	private final Thread subscriber;

	private volatile String last = "";

	private volatile boolean closed;

	private BareJeroMq() {
		this.publisher.setLinger(0);
		this.publisher.bind("tcp://127.0.0.1:*");
		this.link = new FaultyLink(TestTransport.TCP, this.publisher.getLastEndpoint());
		this.subscriber = new Thread(this::receive, "bare-subscriber");
		this.subscriber.start();
		this.traffic = new Traffic("bare JeroMQ", this.publisher::send, () -> this.last);
	}

	/**
	 * Measure how long it takes until messages flow again.
	 * @param fault the fault
	 * @param recoveryTimes the collection that the time is added to
	 */
	static void measure(Fault fault, RecoveryTimes recoveryTimes) {
		try (BareJeroMq bare = new BareJeroMq()) {
			Awaitility.await().atMost(FIRST_CONNECTION).until(bare.traffic::isReceived);
			fault.begin(bare.link);
			if (fault.effect() != Fault.Effect.CONNECTIONS_LOST) {
				Awaitility.await().during(FAULT_DURATION).until(() -> bare.subscriber.isAlive());
			}
			bare.link.normal();
			long start = System.nanoTime();
			bare.traffic.setText("after the fault");
			recoveryTimes.add(fault, bare.traffic.name(), bare.awaitMessages(start));
		}
	}

	private Duration awaitMessages(long start) {
		try {
			Awaitility.await().atMost(NEVER).pollInterval(Duration.ofMillis(2)).until(this.traffic::isReceived);
			return Duration.ofNanos(System.nanoTime() - start);
		}
		catch (ConditionTimeoutException ex) {
			return NEVER;
		}
	}

	private void receive() {
		ZMQ.Socket socket = this.otherContext.socket(SocketType.SUB);
		socket.setReceiveTimeOut(100);
		socket.subscribe("");
		socket.connect(this.link.address());
		while (!this.closed) {
			byte[] message = socket.recv();
			if (message != null) {
				this.last = new String(message, StandardCharsets.UTF_8);
			}
		}
		socket.close();
		this.otherContext.term();
	}

	@Override
	public void close() {
		this.traffic.close();
		this.closed = true;
		this.publisher.close();
		this.context.term();
		Threads.join(this.subscriber, NEVER);
		this.link.close();
	}

}
