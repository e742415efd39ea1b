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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One plain JeroMQ socket. Used by one thread. A bound PUSH socket of JeroMQ also sends
 * to connections whose handshake is not done, and loses the messages when the handshake
 * fails. Therefore a PUSH socket waits for its first handshake before it sends. A SUB
 * socket that connects renews its subscriptions after a failed handshake only when it is
 * called. Therefore it waits for its first handshake before it subscribes. With an
 * address of ipc, a {@link Relay} stands between the socket and the address.
 */
public final class RawPeer implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private final ZMQ.Context context = ZMQ.context(1);

	private final ZMQ.Socket socket;

	private final FirstHandshake handshake = new FirstHandshake();

	private final AtomicInteger accepted = new AtomicInteger();

	private final boolean pushes;

	private boolean connectsToPublisher;

	private @Nullable Relay relay;

	private @Nullable String relayed;

	private RawPeer(SocketType type) {
		this.pushes = type == SocketType.PUSH;
		this.socket = this.context.socket(type);
		this.socket.setReceiveTimeOut(TIMEOUT_MILLIS);
		this.socket.setSendTimeOut(TIMEOUT_MILLIS);
		this.socket.setHandshakeIvl(300);
		this.socket.setLinger(1000);
		this.socket.setEventHook(this::onEvent, ZMQ.EVENT_HANDSHAKE_PROTOCOL | ZMQ.EVENT_ACCEPTED);
	}

	private void onEvent(ZEvent event) {
		if (event.getEvent() == ZMonitor.Event.ACCEPTED) {
			this.accepted.incrementAndGet();
		}
		else {
			this.handshake.done();
		}
	}

	public static RawPeer connecting(SocketType type, String address) {
		return connecting(type, address, TestSecurity.NULL);
	}

	public static RawPeer connecting(SocketType type, String address, TestSecurity security) {
		RawPeer peer = new RawPeer(type);
		peer.connectsToPublisher = type == SocketType.SUB;
		security.applyTo(peer.socket, false);
		peer.socket.connect(isIpc(address) ? peer.relay(TestTransport.TCP.address(), address) : address);
		return peer;
	}

	public static RawPeer binding(SocketType type, String address) {
		return binding(type, address, TestSecurity.NULL);
	}

	public static RawPeer binding(SocketType type, String address, TestSecurity security) {
		RawPeer peer = new RawPeer(type);
		security.applyTo(peer.socket, true);
		peer.socket.setIPv6(address.contains("["));
		peer.socket.bind(isIpc(address) ? "tcp://127.0.0.1:*" : address);
		if (isIpc(address)) {
			peer.relayed = peer.relay(address, peer.socket.getLastEndpoint());
		}
		return peer;
	}

	private static boolean isIpc(String address) {
		return address.startsWith("ipc:");
	}

	private String relay(String from, String to) {
		this.relay = Relay.start(from, to);
		return from;
	}

	/**
	 * The address to which the socket is bound.
	 * @return the address, of tcp with its port
	 */
	public String address() {
		return (this.relayed != null) ? this.relayed : this.socket.getLastEndpoint();
	}

	/**
	 * The port to which the socket is bound.
	 * @return the port
	 */
	public int port() {
		return Integer.parseInt(address().replaceAll(".*:", ""));
	}

	/**
	 * How many connections a bound socket has accepted.
	 * @return the number
	 */
	public int accepted() {
		return this.accepted.get();
	}

	public void send(byte[]... frames) {
		awaitReceiver();
		for (int i = 0; i < frames.length; i++) {
			assertThat(this.socket.send(frames[i], (i < frames.length - 1) ? ZMQ.SNDMORE : 0)).isTrue();
		}
	}

	// A plain PUSH socket queues for a connection whose handshake stalls, and loses the
	// queue when JeroMQ reconnects
	private void awaitReceiver() {
		if (this.pushes) {
			this.handshake.await(this.socket);
		}
	}

	public void send(String text) {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Wait up to 30 s for a frame.
	 * @return the frame as text, {@code null} if none came
	 */
	public @Nullable String receive() {
		byte[] message = this.socket.recv();
		return (message != null) ? new String(message, StandardCharsets.UTF_8) : null;
	}

	/**
	 * Wait up to 30 s for a message.
	 * @return its frames, empty if none came
	 */
	public List<byte[]> receiveFrames() {
		List<byte[]> frames = new ArrayList<>();
		byte[] frame = this.socket.recv();
		while (frame != null) {
			frames.add(frame);
			frame = this.socket.hasReceiveMore() ? this.socket.recv() : null;
		}
		return frames;
	}

	/**
	 * Receive a frame that has arrived already.
	 * @return the frame as text, {@code null} if there is none
	 */
	public @Nullable String receiveNow() {
		byte[] message = this.socket.recv(ZMQ.DONTWAIT);
		return (message != null) ? new String(message, StandardCharsets.UTF_8) : null;
	}

	/**
	 * Send a frame if there is room at once.
	 * @param text the frame
	 * @return whether it was accepted
	 */
	public boolean trySend(String text) {
		awaitReceiver();
		return this.socket.send(text.getBytes(StandardCharsets.UTF_8), ZMQ.DONTWAIT);
	}

	/**
	 * Let an XPUB ignore the subscriptions of its peers. After it has received one,
	 * {@link #subscribe(String)} subscribes for that peer.
	 */
	public void ignoreSubscriptions() {
		this.socket.setXpubManual(true);
	}

	/**
	 * Process the commands of the socket.
	 */
	public void work() {
		this.socket.getEvents();
	}

	public void subscribe(String prefix) {
		if (this.connectsToPublisher) {
			this.handshake.await(this.socket);
		}
		this.socket.subscribe(prefix);
	}

	public void unsubscribe(String prefix) {
		this.socket.unsubscribe(prefix);
	}

	@Override
	public void close() {
		this.socket.close();
		this.context.term();
		if (this.relay != null) {
			this.relay.close();
		}
	}

}
