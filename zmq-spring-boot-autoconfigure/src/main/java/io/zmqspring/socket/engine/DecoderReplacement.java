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

package io.zmqspring.socket.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.StreamEngine;
import zmq.io.coder.IDecoder;
import zmq.io.coder.v2.V2Decoder;
import zmq.io.coder.v2.V2Encoder;
import zmq.poll.Poller;
import zmq.socket.pipeline.Push;
import zmq.socket.pubsub.XPub;

import io.zmqspring.support.FailureLog;

/**
 * Replaces JeroMQ's decoder of a connection by ours after the ZMTP greeting, before the
 * first frame. If JeroMQ's internals are not accessible, its decoder stays. Receives
 * events of connections in the I/O threads of the engine.
 * <p>
 * The encoder of a socket that sends is replaced by JeroMQ's own with a memory, see
 * {@link BatchEncoder}. With a faster one the I/O thread would overtake a publisher that
 * changes its topic with every message, and would have to be woken for each of them,
 * which halves the rate.
 *
 * @since 0.1
 */
public final class DecoderReplacement implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(DecoderReplacement.class);

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> required() ? "A connection was ended, because its security mechanism cannot be used"
					: "A connection uses the slower decoder of JeroMQ");

	private final SocketBase socket;

	private final boolean sends;

	private final Factory decoders;

	private final @Nullable Function<GreetedConnection, MechanismExchange.PeerMechanism> mechanisms;

	private final boolean required;

	private final ZMQ.EventConsummer next;

	/**
	 * Create a replacement.
	 * @param socket the socket of the connections
	 * @param decoders creates the decoders
	 * @param next receives each event afterwards
	 */
	public DecoderReplacement(SocketBase socket, Factory decoders, ZMQ.EventConsummer next) {
		this(socket, decoders, null, false, next);
	}

	/**
	 * Create a replacement of decoders and mechanisms.
	 * @param socket the socket of the connections
	 * @param decoders creates the decoders
	 * @param mechanisms creates the mechanisms, {@code null} to keep those of JeroMQ
	 * @param required whether to end a connection whose mechanism cannot be replaced
	 * @param next receives each event afterwards
	 */
	public DecoderReplacement(SocketBase socket, Factory decoders,
			@Nullable Function<GreetedConnection, MechanismExchange.PeerMechanism> mechanisms, boolean required,
			ZMQ.EventConsummer next) {
		this.socket = socket;
		this.sends = socket instanceof XPub || socket instanceof Push;
		this.decoders = decoders;
		this.mechanisms = mechanisms;
		this.required = required;
		this.next = next;
	}

	/**
	 * Whether JeroMQ's internals are accessible.
	 * @return {@code false} if JeroMQ's decoder stays
	 */
	public static boolean isAvailable() {
		return JeroMqInternals.Decoders.FOUND != null;
	}

	/**
	 * Whether connections of a socket that sends get a {@link BatchEncoder}.
	 * @return {@code false} if JeroMQ's encoder stays
	 */
	public static boolean replacesEncoders() {
		return isAvailable() && JeroMqInternals.Encoding.FOUND != null;
	}

	private boolean required() {
		return this.required;
	}

	/**
	 * The greeting that a peer has sent. To be called by the I/O thread of the
	 * connection, before it is closed.
	 * @param channel the channel of the connection
	 * @return its 64 bytes, zeros after those that have arrived; {@code null} if unknown
	 */
	public static byte @Nullable [] greeting(SocketChannel channel) {
		JeroMqInternals.Decoders members = JeroMqInternals.Decoders.FOUND;
		if (members != null && Thread.currentThread() instanceof EngineThread thread
				&& thread.loop() instanceof Poller poller) {
			try {
				for (StreamEngine connection : members.connections(poller)) {
					if (members.channel().get(connection) == channel) {
						return ((ByteBuffer) members.greeting().get(connection)).array().clone();
					}
				}
			}
			catch (ReflectiveOperationException ex) {
				// Then the greeting is not known
			}
		}
		return null;
	}

	@Override
	public void consume(ZMQ.Event event) {
		if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL && Thread.currentThread() instanceof EngineThread thread
				&& thread.loop() instanceof Poller poller) {
			try {
				replace(thread, poller, event.addr);
			}
			catch (Throwable ex) {
				// If it left this method, the I/O thread would loop or end
				this.failures.add(ex);
			}
		}
		this.next.consume(event);
	}

	// The event does not name the connection. It is the one with a decoder of JeroMQ
	private void replace(EngineThread thread, Poller poller, String endpoint)
			throws ReflectiveOperationException, IOException {
		JeroMqInternals.Decoders members = JeroMqInternals.Decoders.FOUND;
		if (members == null) {
			return;
		}
		for (StreamEngine connection : members.connections(poller)) {
			if (members.socket().get(connection) == this.socket && members.metadata().get(connection) == null
					&& members.decoder().get(connection) instanceof V2Decoder given
					&& members.channel().get(connection) instanceof SocketChannel channel) {
				Resumption resumption = new Resumption(thread, connection);
				GreetedConnection greeted = new GreetedConnection(endpoint, channel,
						() -> isHandshakeDone(members, connection), thread.runsTasks() ? resumption : null);
				try {
					replace(members, connection, greeted, given, resumption);
				}
				catch (Throwable ex) {
					if (this.required) {
						channel.shutdownInput();
					}
					throw ex;
				}
			}
		}
	}

	private void replace(JeroMqInternals.Decoders members, StreamEngine connection, GreetedConnection greeted,
			V2Decoder given, Resumption resumption) throws ReflectiveOperationException {
		Decoder decoder = this.decoders.create(greeted, given.getBuffer());
		boolean encrypts = false;
		if (this.mechanisms != null) {
			MechanismExchange.PeerMechanism mechanism = this.mechanisms.apply(greeted);
			MechanismExchange.exchange(connection, greeted.channel(), mechanism, decoder);
			encrypts = mechanism.encrypts();
		}
		resumption.decoder = decoder;
		members.decoder().set(connection, decoder);
		if (this.sends) {
			replaceEncoder(connection, encrypts);
		}
	}

	private static void replaceEncoder(StreamEngine connection, boolean encrypts) {
		JeroMqInternals.Encoding members = JeroMqInternals.Encoding.FOUND;
		if (members != null && members.encoder().get(connection) instanceof V2Encoder given) {
			int batchSize = (int) members.batchSize().get(given);
			members.encoder()
				.set(connection, encrypts ? new BatchEncoder.OfSealedFrames(batchSize) : new BatchEncoder(batchSize));
		}
	}

	// JeroMQ compiles the metadata of a connection when its handshake is complete
	private static boolean isHandshakeDone(JeroMqInternals.Decoders members, StreamEngine connection) {
		try {
			return members.metadata().get(connection) != null;
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Creates decoders.
	 */
	@FunctionalInterface
	public interface Factory {

		/**
		 * Create the decoder of a connection.
		 * @param connection the connection
		 * @param buffer the buffer of JeroMQ's decoder
		 * @return the decoder
		 */
		Decoder create(GreetedConnection connection, ByteBuffer buffer);

	}

	/**
	 * A connection whose greeting is complete.
	 *
	 * @param endpoint the endpoint of its socket
	 * @param channel its channel
	 * @param handshake returns whether its handshake is complete; any thread
	 * @param resume reads on when its decoder waits; any thread; {@code null} if that is
	 * not possible
	 */
	public record GreetedConnection(String endpoint, SocketChannel channel, BooleanSupplier handshake,
			@Nullable Runnable resume) {

	}

	/**
	 * A decoder in the place of JeroMQ's.
	 */
	public interface Decoder extends IDecoder {

		/**
		 * Stop waiting. The decoder waits after it has returned {@code ERROR} with the
		 * error number {@code EAGAIN} for a frame that is complete: the engine then reads
		 * nothing from the connection.
		 * @return whether the decoder was waiting, on an open connection
		 */
		boolean resume();

		/**
		 * The frame that was decoded last contained an encrypted one. The engine takes
		 * that one from now on, also after it had to wait for room in the queue of the
		 * socket.
		 * @param bytes contains the content of the encrypted frame
		 * @param start where the content starts
		 * @param end where it ends
		 * @param more whether another frame of the message follows
		 * @param command whether it is a command
		 * @return the frame, {@code null} if it is refused
		 */
		default @Nullable Msg settle(byte[] bytes, int start, int end, boolean more, boolean command) {
			return null;
		}

	}

	/**
	 * Makes a connection read on whose decoder is waiting.
	 */
	private static final class Resumption implements Runnable {

		private final EngineThread thread;

		private final StreamEngine connection;

		private volatile @Nullable Decoder decoder;

		Resumption(EngineThread thread, StreamEngine connection) {
			this.thread = thread;
			this.connection = connection;
		}

		@Override
		public void run() {
			this.thread.submit(() -> {
				Decoder waiting = this.decoder;
				if (waiting != null && waiting.resume()) {
					this.connection.restartInput();
				}
			});
		}

	}

}
