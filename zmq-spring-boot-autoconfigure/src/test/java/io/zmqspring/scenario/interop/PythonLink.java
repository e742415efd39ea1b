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

package io.zmqspring.scenario.interop;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.awaitility.Awaitility.await;

/**
 * A Python publisher and an application that subscribes to it.
 */
final class PythonLink implements AutoCloseable {

	private final PythonPeer python;

	private final TestApplication application;

	private final Inbox inbox;

	private PythonLink(PythonPeer python, TestApplication application) {
		this.python = python;
		this.application = application;
		this.inbox = application.bean(Inbox.class);
	}

	/**
	 * Start both and wait until messages arrive.
	 * @param wireFormat the wire format of both
	 * @param transport the transport between them
	 * @param listeners the application's listeners, which add to its {@link Inbox}; one
	 * of them has the topic {@code ready}
	 * @return the link
	 */
	static PythonLink open(WireFormat wireFormat, TestTransport transport, Class<? extends Inbox> listeners) {
		PythonPeer python = PythonPeer.publisher(wireFormat, transport.address());
		try {
			PythonLink link = new PythonLink(python, TestApplication.start(listeners,
					"zmq.subscribers.in.address=" + python.answer(), "zmq.subscribers.in.wire-format=" + wireFormat));
			link.awaitMessages();
			return link;
		}
		catch (RuntimeException | Error ex) {
			python.close();
			throw ex;
		}
	}

	private void awaitMessages() {
		try {
			await().until(() -> {
				this.python.publish("ready", "'ready'");
				return !this.inbox.received.isEmpty();
			});
			drain();
		}
		catch (RuntimeException | Error ex) {
			this.application.close();
			throw ex;
		}
	}

	/** Remove all messages up to the last one published. */
	private void drain() {
		this.python.publish("ready", "'ready, last'");
		Object received = receive();
		while (!"ready, last".equals(received)) {
			received = receive();
		}
	}

	void publish(String topic, String expression) {
		this.python.publish(topic, expression);
	}

	Object receive() {
		Object received = this.inbox.poll();
		if (received == null) {
			throw new AssertionError("Nothing received; " + subscriber().stats());
		}
		return received;
	}

	ZmqSubscriber subscriber() {
		return this.application.bean(ZmqSubscriber.class);
	}

	@Override
	public void close() {
		this.application.close();
		this.python.close();
	}

	/**
	 * The messages that the listeners have received.
	 */
	static class Inbox {

		private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

		final void add(Object message) {
			this.received.add(message);
		}

		final @Nullable Object poll() {
			try {
				return this.received.poll(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

	}

}
