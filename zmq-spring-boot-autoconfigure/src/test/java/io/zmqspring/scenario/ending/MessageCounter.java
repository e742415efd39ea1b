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

package io.zmqspring.scenario.ending;

import java.time.Duration;

import org.zeromq.SocketType;

import io.zmqspring.testsupport.TestSecurity;

/**
 * Counts the messages that it receives, on a thread of its own. Its queue is short, so
 * that messages wait at the sender.
 */
interface MessageCounter extends AutoCloseable {

	/** The length of the queue. */
	int QUEUE = 10;

	/**
	 * Create a counter. One with CURVE is a socket of ours: when its queue is full,
	 * JeroMQ delivers an encrypted frame as if it were a message.
	 * @param security its security
	 * @param type SUB or PULL
	 * @param pace how fast it reads
	 * @return the counter, neither bound nor connected
	 */
	static MessageCounter of(TestSecurity security, SocketType type, Pace pace) {
		return (security == TestSecurity.NULL) ? new CountingReceiver(type, pace)
				: new SecureCountingReceiver(security, type, pace);
	}

	/**
	 * Send heartbeats, before it binds or connects.
	 * @param interval their interval
	 * @param timeout how long it waits for an answer
	 */
	void heartbeats(Duration interval, Duration timeout);

	/**
	 * Bind to a port of the loopback interface.
	 * @return the address
	 */
	String bind();

	void connect(String address);

	int received();

	/**
	 * Let a counter read that is held.
	 */
	void release();

	/**
	 * Receive what is still on its way, until the connection has ended.
	 * @return the number of all messages received
	 */
	int receiveRest();

	@Override
	void close();

	/**
	 * How fast a counter reads.
	 */
	enum Pace {

		/** Without a pause. */
		FAST,

		/** With a pause after each message. */
		SLOW,

		/** Not before it is released. */
		HELD

	}

}
