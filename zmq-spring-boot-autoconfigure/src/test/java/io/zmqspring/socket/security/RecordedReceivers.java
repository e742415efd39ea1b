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

package io.zmqspring.socket.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * PULL sockets whose events and messages are recorded. Closes them and whatever else a
 * test has opened, the last one first.
 */
final class RecordedReceivers {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final List<SocketEvent.Kind> events = new CopyOnWriteArrayList<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	/**
	 * Close something at the end of the test.
	 * @param <T> its type
	 * @param closeable what to close
	 * @return the same
	 */
	<T extends AutoCloseable> T opened(T closeable) {
		this.open.push(closeable);
		return closeable;
	}

	/**
	 * Open and start a socket.
	 * @param context its context
	 * @param settings its settings
	 * @param name its name
	 * @return the socket
	 */
	ReceivingSocket start(ZmqContext context, SocketSettings settings, String name) {
		ReceivingSocket socket = ReceivingSocket.pulling(context, settings, name, new Recorder(),
				(event) -> this.events.add(event.kind()));
		socket.start();
		opened(() -> socket.close(Duration.ofSeconds(5)));
		return socket;
	}

	List<SocketEvent.Kind> events() {
		return this.events;
	}

	long count(SocketEvent.Kind kind) {
		return this.events.stream().filter((event) -> event == kind).count();
	}

	/**
	 * The first frames of the messages.
	 * @return their text, grows
	 */
	List<String> received() {
		return this.received;
	}

	/**
	 * Close what was opened.
	 * @throws Exception if something cannot be closed
	 */
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	private final class Recorder implements FrameSink {

		@Override
		public void onMessage(Frames frames) {
			RecordedReceivers.this.received.add(new String(frames.get(0), StandardCharsets.US_ASCII));
		}

		@Override
		public void onFailure(Throwable cause) {
			RecordedReceivers.this.received.add(cause.toString());
		}

	}

}
