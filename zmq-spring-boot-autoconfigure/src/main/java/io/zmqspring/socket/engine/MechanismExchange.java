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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SocketChannel;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.Options;
import zmq.ZError;
import zmq.io.Metadata;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.io.net.Address;

import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.socket.unix.UnixPeer;
import io.zmqspring.support.FailureLog;

/**
 * Replaces JeroMQ's security mechanism of a connection by the given one, when the
 * greeting of the connection is complete and no command of its handshake was processed.
 *
 * @since 0.1
 */
public final class MechanismExchange {

	private static final FailureLog FAILURES = FailureLog.errors(LogFactory.getLog(MechanismExchange.class),
			() -> "A connection was ended, because its security mechanism has failed");

	private static final @Nullable Members MEMBERS = JeroMqInternals.find(EngineFeature.MECHANISM, Members::lookUp);

	private MechanismExchange() {
	}

	static void lookUp() {
		// The class looks its members up when it is initialized
	}

	/**
	 * Whether JeroMQ's internals are accessible.
	 * @return {@code false} if JeroMQ's mechanisms stay
	 */
	public static boolean isAvailable() {
		return MEMBERS != null && DecoderReplacement.isAvailable();
	}

	/**
	 * What to do if they are not accessible.
	 * @return a sentence
	 */
	public static String action() {
		return EngineFeature.action(EngineFeature.MECHANISM, EngineFeature.DECODER);
	}

	static void exchange(StreamEngine connection, SocketChannel channel, PeerMechanism mechanism,
			DecoderReplacement.Decoder decoder) {
		Members members = MEMBERS;
		if (members == null) {
			throw new IllegalStateException("JeroMQ's mechanism is not accessible");
		}
		members.mechanism()
			.set(connection,
					new Replaced((SessionBase) members.session().get(connection),
							(Address) members.address().get(connection), (Options) members.options().get(connection),
							mechanism, decoder, UnixPeer.find(channel)));
	}

	/**
	 * A mechanism of one connection. Used by its I/O thread. A method that throws ends
	 * the connection.
	 */
	public interface PeerMechanism {

		/**
		 * Process a command of the handshake.
		 * @param command the command
		 * @return {@code false} to end the connection
		 */
		boolean receive(byte[] command);

		/**
		 * The next command to send.
		 * @return the command, {@code null} if it is the peer's turn
		 */
		byte @Nullable [] next();

		/**
		 * Whether the handshake is complete.
		 * @return {@code true} if messages may flow
		 */
		boolean isReady();

		/**
		 * Whether the handshake has failed.
		 * @return {@code true} if no message will ever flow
		 */
		boolean hasFailed();

		/**
		 * Who the peer is.
		 * @return the name, {@code null} if it is not known
		 */
		default @Nullable String userId() {
			return null;
		}

		/**
		 * Encrypt a frame.
		 * @param frame the frame, which must not be changed
		 * @param sealed receives the content of the frame to send
		 * @return {@code false} if nothing may be sent
		 */
		default boolean encrypt(Msg frame, SealedFrame sealed) {
			return false;
		}

		/**
		 * Decrypt a frame.
		 * @param frame contains the content of the frame, and may be changed
		 * @param length the length of the content
		 * @param decoder receives what the frame has become
		 * @return the result of the decoder, {@code null} to end the connection
		 */
		default @Nullable Msg decrypt(byte[] frame, int length, DecoderReplacement.Decoder decoder) {
			return null;
		}

		/**
		 * Whether frames are encrypted.
		 * @return {@code false} if they are sent as they are
		 */
		default boolean encrypts() {
			return false;
		}

		/**
		 * The connection is closed.
		 */
		default void close() {
		}

	}

	/**
	 * The given mechanism as JeroMQ sees it.
	 */
	private static final class Replaced extends Mechanism {

		private final PeerMechanism mechanism;

		private final DecoderReplacement.Decoder decoder;

		private final @Nullable SealedFrame sealed;

		private final @Nullable UnixPeer peer;

		private boolean failed;

		Replaced(SessionBase session, Address address, Options options, PeerMechanism mechanism,
				DecoderReplacement.Decoder decoder, @Nullable UnixPeer peer) {
			super(session, address, options);
			this.peer = peer;
			this.mechanism = mechanism;
			this.decoder = decoder;
			this.sealed = mechanism.encrypts() ? new SealedFrame() : null;
		}

		@Override
		public Status status() {
			if (this.failed || this.mechanism.hasFailed()) {
				return Status.ERROR;
			}
			return this.mechanism.isReady() ? Status.READY : Status.HANDSHAKING;
		}

		@Override
		public int processHandshakeCommand(Msg msg) {
			try {
				this.failed = this.failed || !this.mechanism.receive(msg.data());
			}
			catch (RuntimeException | Error ex) {
				fail(ex);
			}
			identify();
			return this.failed ? ZError.EPROTO : 0;
		}

		@Override
		public int nextHandshakeCommand(Msg msg) {
			byte[] command = null;
			try {
				command = this.failed ? null : this.mechanism.next();
			}
			catch (RuntimeException | Error ex) {
				fail(ex);
			}
			if (command == null) {
				return ZError.EAGAIN;
			}
			msg.put(command);
			identify();
			return 0;
		}

		// As metadata, because JeroMQ would lose messages behind a frame with the name
		private void identify() {
			if (!this.mechanism.isReady()) {
				return;
			}
			String user = this.mechanism.userId();
			if (user != null) {
				this.zapProperties.put(Metadata.USER_ID, user);
			}
			if (this.peer != null) {
				this.zapProperties.put(Metadata.PEER_ADDRESS, this.peer.name());
			}
		}

		@Override
		public @Nullable Msg encode(Msg msg) {
			SealedFrame frame = this.sealed;
			if (frame == null) {
				return msg;
			}
			try {
				if (this.failed || !this.mechanism.encrypt(msg, frame)) {
					return null;
				}
				frame.setEndsMessage(msg);
				return frame;
			}
			catch (RuntimeException | Error ex) {
				fail(ex);
				return null;
			}
		}

		@Override
		public @Nullable Msg decode(Msg msg) {
			if (this.sealed == null) {
				return msg;
			}
			Msg decrypted = null;
			try {
				byte[] frame = (msg instanceof SealedFrame received) ? received.bytes() : msg.data();
				decrypted = this.failed ? null : this.mechanism.decrypt(frame, msg.size(), this.decoder);
			}
			catch (RuntimeException | Error ex) {
				fail(ex);
			}
			if (decrypted == null) {
				this.failed = true;
				this.options.errno.set(ZError.EPROTO);
			}
			return decrypted;
		}

		private void fail(Throwable cause) {
			this.failed = true;
			FAILURES.add(cause);
		}

		@Override
		public int zapMsgAvailable() {
			return 0;
		}

		@Override
		public void destroy() {
			this.mechanism.close();
		}

	}

	/**
	 * The members of JeroMQ 0.6.0 that a mechanism needs.
	 *
	 * @param mechanism {@code StreamEngine.mechanism}
	 * @param session {@code StreamEngine.session}
	 * @param address {@code StreamEngine.peerAddress}
	 * @param options {@code StreamEngine.options}
	 */
	private record Members(VarHandle mechanism, VarHandle session, VarHandle address, VarHandle options) {

		private static Members lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup engine = JeroMqInternals.in(StreamEngine.class);
			return new Members(engine.findVarHandle(StreamEngine.class, "mechanism", Mechanism.class),
					engine.findVarHandle(StreamEngine.class, "session", SessionBase.class),
					engine.findVarHandle(StreamEngine.class, "peerAddress", Address.class),
					engine.findVarHandle(StreamEngine.class, "options", Options.class));
		}

	}

}
