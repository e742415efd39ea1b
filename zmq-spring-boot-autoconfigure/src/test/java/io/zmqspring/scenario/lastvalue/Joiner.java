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

package io.zmqspring.scenario.lastvalue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plain XSUB of JeroMQ, which unlike a SUB delivers what it has not subscribed to. Used
 * by one thread.
 */
final class Joiner implements AutoCloseable {

	/**
	 * The topic of the message that ends a test. It sorts last: after a handshake that
	 * had to be repeated, JeroMQ sends the subscriptions in the order of their names.
	 */
	static final String END = "~end";

	private static final int HANDSHAKE_MILLIS = 500;

	private static final int POLL_MILLIS = 20;

	private static final int HIGH_WATER_MARK = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket = this.context.socket(SocketType.XSUB);

	private Joiner() {
		this.socket.setReceiveTimeOut(POLL_MILLIS);
		this.socket.setRcvHWM(HIGH_WATER_MARK);
		// A few percent of JeroMQ's handshakes stall until this time-out
		this.socket.setHandshakeIvl(HANDSHAKE_MILLIS);
		this.socket.setLinger(0);
	}

	static Joiner connected(String address) {
		Joiner joiner = new Joiner();
		joiner.socket.connect(address.replace("0.0.0.0", "127.0.0.1"));
		return joiner;
	}

	static Joiner bound(String address) {
		Joiner joiner = new Joiner();
		joiner.socket.bind(address);
		return joiner;
	}

	String address() {
		return this.socket.getLastEndpoint();
	}

	Joiner subscribe(String... prefixes) {
		return tell((byte) 1, prefixes);
	}

	Joiner unsubscribe(String... prefixes) {
		return tell((byte) 0, prefixes);
	}

	private Joiner tell(byte what, String... prefixes) {
		for (String prefix : prefixes) {
			byte[] bytes = (" " + prefix).getBytes(StandardCharsets.UTF_8);
			bytes[0] = what;
			assertThat(this.socket.send(bytes)).isTrue();
		}
		return this;
	}

	/**
	 * Receive a message if one arrives at once.
	 * @return its frames, {@code null} if there is none
	 */
	@Nullable List<byte[]> poll() {
		byte[] first = this.socket.recv();
		if (first == null) {
			return null;
		}
		List<byte[]> frames = new ArrayList<>();
		frames.add(first);
		while (this.socket.hasReceiveMore()) {
			frames.add(this.socket.recv());
		}
		return frames;
	}

	/**
	 * Whether a message has arrived.
	 * @return {@code true} if {@link #poll()} returns one
	 */
	boolean isReadable() {
		return (this.socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
	}

	/**
	 * Receive messages up to one of the topic {@link #END}, to which this subscribes
	 * last.
	 * @param publish publishes such a message
	 * @return the messages before it, their frames joined by bars
	 */
	List<String> receiveUntilEnd(Runnable publish) {
		subscribe(END);
		List<String> received = new ArrayList<>();
		Stopwatch stopwatch = Stopwatch.start();
		while (stopwatch.elapsed().compareTo(PATIENCE) < 0) {
			publish.run();
			List<byte[]> message = poll();
			while (message != null) {
				String text = text(message);
				if (text.startsWith(END)) {
					discardEnds();
					return received;
				}
				received.add(text);
				message = poll();
			}
		}
		throw new AssertionError(
				"No message of the topic '" + END + "' has arrived, but " + received.size() + " others");
	}

	private void discardEnds() {
		unsubscribe(END);
		List<byte[]> message = poll();
		while (message != null) {
			assertThat(text(message)).startsWith(END);
			message = poll();
		}
	}

	/**
	 * A message as text.
	 * @param message its frames
	 * @return the frames, one character per byte, joined by bars
	 */
	static String text(List<byte[]> message) {
		return message.stream()
			.map((frame) -> new String(frame, StandardCharsets.ISO_8859_1))
			.collect(Collectors.joining("|"));
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.term();
	}

}
