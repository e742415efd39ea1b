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
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

/**
 * A socket of this library that counts the messages it receives.
 */
final class LibraryCountingReceiver extends MessageCounter implements FrameSink {

	private static final Duration QUIET = Duration.ofMillis(50);

	private static final SocketEventListener IGNORED = (event) -> {
	};

	private final SocketTuning.Builder tuning = SocketTuning.builder();

	private final ZmqContext context;

	private final TestTransport transport;

	private final TestSecurity security;

	private final SocketType type;

	private @Nullable ReceivingSocket socket;

	private volatile boolean reading;

	LibraryCountingReceiver(TestTransport transport, TestSecurity security, SocketType type, Pace pace) {
		super(pace);
		this.transport = transport;
		this.security = security;
		this.context = security.context();
		this.type = type;
	}

	@Override
	void heartbeats(Duration interval, Duration timeout) {
		this.tuning.heartbeatInterval(interval).heartbeatTimeout(timeout);
	}

	@Override
	String bind() {
		return open(this.transport.address(), true).boundAddresses().get(0);
	}

	@Override
	void connect(String address) {
		open(address, false);
	}

	private ReceivingSocket open(String address, boolean bind) {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse(address, null)), bind, QUEUE, Duration.ZERO,
				Duration.ZERO, this.tuning.build(), this.security.of(bind));
		ReceivingSocket opened = (this.type == SocketType.SUB)
				? ReceivingSocket.subscribing(this.context, settings, "counting", this, IGNORED)
				: ReceivingSocket.pulling(this.context, settings, "counting", this, IGNORED);
		if (this.type == SocketType.SUB) {
			opened.subscribe(new byte[0]);
		}
		this.socket = opened;
		opened.start();
		return opened;
	}

	@Override
	public void onMessage(Frames frames) {
		this.reading = true;
		try {
			awaitRelease();
			count();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.reading = false;
		}
	}

	@Override
	public void onFailure(Throwable cause) {
		throw new IllegalStateException(cause);
	}

	@Override
	void awaitEnd() {
		ReceivingSocket receiving = Objects.requireNonNull(this.socket);
		EventsApplication.await()
			.during(QUIET)
			.until(() -> receiving.connections().count() == 0 && !this.reading
					&& Objects.equals(receiving.queueDepth(), 0L));
	}

	@Override
	public void close() {
		release();
		if (this.socket != null) {
			this.socket.close(Duration.ofSeconds(5));
		}
		this.context.close();
	}

}
