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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.zeromq.SocketType;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host name, plain peers at its addresses, and sockets that connect to all of them.
 * Remembers what the sockets receive.
 */
final class RawMembers implements AutoCloseable {

	static final String HOST = "cameras.test";

	/** A subscription as XPUB receives it. */
	static final String ALL_TOPICS = "\u0001";

	/** After this message a subscriber waits for {@link #release()}. */
	static final String WAIT = "wait";

	private final OpenResources open = new OpenResources();

	private final TestNames names = new TestNames();

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	private final CountDownLatch released = new CountDownLatch(1);

	private final int port = FreePort.find();

	private final TestSecurity security;

	private final ZmqContext context;

	RawMembers(TestSecurity security) {
		this.security = security;
		this.context = this.open.add(this.names.context(security));
	}

	TestNames names() {
		return this.names;
	}

	ZmqContext context() {
		return this.context;
	}

	TestSecurity security() {
		return this.security;
	}

	Set<String> received() {
		return this.received;
	}

	int port() {
		return this.port;
	}

	String address() {
		return "tcp://" + HOST + ":" + this.port;
	}

	<T extends AutoCloseable> T add(T resource) {
		return this.open.add(resource);
	}

	void release() {
		this.released.countDown();
	}

	@Override
	public void close() {
		this.names.answer();
		release();
		this.open.close();
	}

	String member(int last) {
		return "tcp://127.0.0." + last + ":" + this.port;
	}

	static ResolvedName name(ReceivingSocket subscriber) {
		return subscriber.connections().names().get(0);
	}

	RawPeer publisher(String host) {
		return this.open.add(RawPeer.binding(SocketType.XPUB, "tcp://" + host + ":" + this.port, this.security));
	}

	static void send(RawPeer publisher, String text) {
		assertThat(publisher.receive()).isEqualTo(ALL_TOPICS);
		publisher.send(text.getBytes());
	}

	ReceivingSocket subscriber(String... addresses) {
		ReceivingSocket subscriber = ReceivingSocket.subscribing(this.context, settings(Duration.ZERO, addresses),
				"members", new FrameSink() {

					@Override
					public void onMessage(Frames frames) {
						String text = new String(frames.get(0));
						RawMembers.this.received.add(text);
						if (text.equals(WAIT)) {
							RawMembers.this.awaitRelease();
						}
					}

					@Override
					public void onFailure(Throwable cause) {
					}

				}, (event) -> {
				});
		subscriber.subscribe(new byte[0]);
		subscriber.start();
		this.open.add(() -> subscriber.close(Duration.ofSeconds(5)));
		return subscriber;
	}

	private void awaitRelease() {
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	SocketSettings settings(Duration linger, String... addresses) {
		List<Endpoint> endpoints = Arrays.stream(addresses).map((each) -> Endpoint.parse(each, null)).toList();
		return new SocketSettings(endpoints, false, 1000, linger, Duration.ofSeconds(1), SocketTuning.DEFAULTS,
				this.security.of(false), new SocketSettings.Resolution(Resolve.ALL, TestNames.interval()));
	}

}
