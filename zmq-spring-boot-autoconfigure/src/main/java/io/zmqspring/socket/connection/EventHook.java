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

package io.zmqspring.socket.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZError;
import zmq.ZMQ;
import zmq.util.Errno;

import io.zmqspring.security.Denial;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.unix.UnixPeer;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.LogThrottle;

/**
 * Receives the events of the engine, in the engine's threads, and passes them on as
 * {@link SocketEvent}s. It must not throw: the I/O thread would call it again without
 * end.
 *
 * @since 0.1
 */
public final class EventHook implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(EventHook.class);

	private static final Duration ACCEPT_FAILURE_INTERVAL = Duration.ofSeconds(10);

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> "An event of a ZeroMQ socket could not be processed and is ignored");

	private final LogThrottle acceptFailures = new LogThrottle(ACCEPT_FAILURE_INTERVAL);

	private final Consumer<SocketEvent> events;

	private final Consumer<Throwable> onFailure;

	private final boolean reportsGreeting;

	private final Errno errno = new Errno();

	/**
	 * Create a hook.
	 * @param events receives the events; called in the engine's threads, must not wait
	 */
	public EventHook(Consumer<SocketEvent> events) {
		this(events, (failure) -> {
		});
	}

	/**
	 * Create a hook.
	 * @param events receives the events; called in the engine's threads, must not wait
	 * @param onFailure receives what it has thrown; must not throw
	 */
	public EventHook(Consumer<SocketEvent> events, Consumer<Throwable> onFailure) {
		this(events, onFailure, true);
	}

	/**
	 * Create a hook.
	 * @param events receives the events; called in the engine's threads, must not wait
	 * @param onFailure receives what it has thrown; must not throw
	 * @param reportsGreeting whether a handshake counts as complete after the greeting,
	 * which is all that the engine reports; otherwise it is reported by
	 * {@link #report(SocketEvent.Kind, String, SocketChannel)}
	 */
	public EventHook(Consumer<SocketEvent> events, Consumer<Throwable> onFailure, boolean reportsGreeting) {
		this.events = events;
		this.onFailure = onFailure;
		this.reportsGreeting = reportsGreeting;
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			SocketEvent.Kind kind = kind(event);
			if (kind != null && !hasEnded(kind, event.arg)) {
				this.events.accept(new SocketEvent(kind, event.addr, remote(event.arg), false));
			}
		}
		catch (Throwable ex) {
			// The I/O thread would call a hook that throws again without end
			failed(ex);
		}
	}

	/**
	 * Log that an event could not be processed.
	 * @param failure the failure
	 */
	public void failed(Throwable failure) {
		this.onFailure.accept(failure);
		this.failures.add(failure);
	}

	/**
	 * Report an event that the engine does not know.
	 * @param kind the kind of event
	 * @param address the address of the socket
	 * @param channel the channel of the connection
	 */
	public void report(SocketEvent.Kind kind, String address, @Nullable SocketChannel channel) {
		report(kind, address, channel, null);
	}

	/**
	 * Report an event that the engine does not know.
	 * @param kind the kind of event
	 * @param address the address of the socket
	 * @param channel the channel of the connection
	 * @param denial why its handshake did not succeed
	 */
	public void report(SocketEvent.Kind kind, String address, @Nullable SocketChannel channel,
			@Nullable Denial denial) {
		report(new SocketEvent(kind, address, remote(channel), false, denial, null));
	}

	/**
	 * Report that a handshake is complete.
	 * @param address the address of the socket
	 * @param channel the channel of the connection
	 * @param user the name of the client, {@code null} if it is not known
	 */
	public void reportHandshake(String address, @Nullable SocketChannel channel, @Nullable String user) {
		String remote = remote(channel);
		report(new SocketEvent(SocketEvent.Kind.AUTHENTICATED, address, remote, false, null, user));
		report(new SocketEvent(SocketEvent.Kind.HANDSHAKEN, address, remote, false, null, user));
	}

	private void report(SocketEvent event) {
		try {
			this.events.accept(event);
		}
		catch (Throwable ex) {
			// The engine would leave the connection as it is
			failed(ex);
		}
	}

	private SocketEvent.@Nullable Kind kind(ZMQ.Event event) {
		return switch (event.event) {
			case ZMQ.ZMQ_EVENT_ACCEPTED -> SocketEvent.Kind.ACCEPTED;
			case ZMQ.ZMQ_EVENT_CONNECTED -> SocketEvent.Kind.CONNECTED;
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> this.reportsGreeting ? SocketEvent.Kind.HANDSHAKEN : null;
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> SocketEvent.Kind.RETRIED;
			// the engine reports the cause only in the errno of its thread
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> disconnected();
			case ZMQ.ZMQ_EVENT_ACCEPT_FAILED -> {
				acceptFailed(event);
				yield null;
			}
			default -> null;
		};
	}

	// The engine reports other codes if the peer has gone
	private void acceptFailed(ZMQ.Event event) {
		if (Integer.valueOf(ZError.EIOEXC).equals(event.arg)) {
			this.acceptFailures.log((suffix) -> logger
				.warn(event.addr + " cannot accept a connection, probably because the process has as many files and"
						+ " connections open as its limit of open files allows (see 'ulimit -n'); it is tried again."
						+ " Raise the limit, or lower socket.max-connections" + suffix));
		}
	}

	// With several I/O threads a connection may end before it is reported. Its end was
	// reported already, or will not be
	private static boolean hasEnded(SocketEvent.Kind kind, @Nullable Object arg) {
		return kind == SocketEvent.Kind.ACCEPTED && arg instanceof SocketChannel channel && !channel.isOpen();
	}

	private SocketEvent.Kind disconnected() {
		boolean oversize = this.errno.is(ZError.EMSGSIZE);
		// Otherwise the next connection that times out would also be reported as oversize
		this.errno.set(0);
		return oversize ? SocketEvent.Kind.OVERSIZE : SocketEvent.Kind.DISCONNECTED;
	}

	/**
	 * The address of the peer of a connection.
	 * @param arg the channel of the connection
	 * @return such as {@code tcp://192.168.1.10:40512} or {@code ipc peer 17},
	 * {@code null} if it is not known
	 */
	public static @Nullable String remote(@Nullable Object arg) {
		if (arg instanceof SocketChannel channel) {
			UnixPeer peer = UnixPeer.find(channel);
			if (peer != null) {
				return peer.name();
			}
			try {
				SocketAddress address = channel.getRemoteAddress();
				return (address != null) ? text(address) : null;
			}
			catch (IOException ex) {
				return null;
			}
		}
		return null;
	}

	private static String text(SocketAddress address) {
		return (address instanceof InetSocketAddress inet && inet.getAddress() != null)
				? Endpoint.text(inet.getAddress(), inet.getPort()) : address.toString();
	}

}
