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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

import org.zeromq.SocketType;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.io.coder.IDecoder;
import zmq.io.coder.v2.V2Decoder;
import zmq.io.coder.v2.V2Protocol;
import zmq.util.Errno;
import zmq.util.ValueReference;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.guard.FrameDecoder;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.guard.FrameMemory;
import io.zmqspring.socket.guard.PeerGuard;

/**
 * Creates the frames of one peer as the engine does: it decodes them and sets the
 * metadata of the connection. Not thread-safe.
 */
public final class ArrivedFrames {

	private static final int BATCH = 8192;

	private final Metadata metadata = new Metadata();

	private final ValueReference<Integer> processed = new ValueReference<>(0);

	private final IDecoder decoder;

	private ArrivedFrames(IDecoder decoder) {
		this.decoder = decoder;
		this.metadata.put(Metadata.PEER_ADDRESS, "127.0.0.1:50000");
	}

	/**
	 * Create frames as a socket of the starter does, with its decoder and its limits.
	 * @return the source
	 */
	public static ArrivedFrames guarded() {
		return new ArrivedFrames(decoder());
	}

	/**
	 * Create the decoder of a connection of a socket of the starter.
	 * @return the decoder
	 */
	public static IDecoder decoder() {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:5555", null)), false, 1000,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS);
		PeerGuard guard = new PeerGuard(SocketType.SUB, settings, SecuritySettings.DEFAULTS, FrameMemory.SHARED,
				new EventHook((event) -> {
				}, (failure) -> {
				}));
		return new FrameDecoder(ByteBuffer.allocateDirect(BATCH), BATCH,
				guard.intake(new DecoderReplacement.GreetedConnection("tcp://127.0.0.1:5555", connected(), () -> true, null), SecurityMechanism.NULL), true);
	}

	private static SocketChannel connected() {
		try (ServerSocketChannel server = ServerSocketChannel.open()
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
			return SocketChannel.open(server.getLocalAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Create frames as a socket of JeroMQ alone does.
	 * @return the source
	 */
	public static ArrivedFrames plain() {
		return new ArrivedFrames(new V2Decoder(new Errno(), BATCH, Long.MAX_VALUE, Msg::new));
	}

	/**
	 * Return a received frame.
	 * @param content the content of up to 255 bytes, which is copied
	 * @param more whether another frame of the same message follows
	 * @return the frame
	 */
	public Msg next(byte[] content, boolean more) {
		ByteBuffer arrived = this.decoder.getBuffer();
		arrived.put((byte) (more ? V2Protocol.MORE_FLAG : 0)).put((byte) content.length).put(content).flip();
		this.decoder.decode(arrived, arrived.remaining(), this.processed);
		return this.decoder.msg().setMetadata(this.metadata);
	}

}
