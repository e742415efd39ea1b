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

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.IOObject;
import zmq.io.StreamEngine;
import zmq.io.coder.v2.V2Decoder;
import zmq.poll.Poller;

import io.zmqspring.support.LogThrottle;

/**
 * Puts our decoder in the place of JeroMQ's when two peers have greeted each other,
 * before the first frame. Where JeroMQ is a module that is not open, its own stays. Hears
 * of connections in the engine's I/O threads.
 * <p>
 * Its encoder stays: with a faster one the I/O thread overtakes a publisher that changes
 * its topic with every message, and each of them then has to be woken for, at half the
 * rate.
 *
 * @since 0.1
 */
public final class DecoderReplacement implements ZMQ.EventConsummer {

	private static final Log logger = LogFactory.getLog(DecoderReplacement.class);

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10));

	private final SocketBase socket;

	private final Function<ByteBuffer, FrameDecoder> decoders;

	private final ZMQ.EventConsummer next;

	/**
	 * Create an exchange.
	 * @param socket whose connections are meant
	 * @param decoders makes a decoder for a connection, of the buffer JeroMQ's own reads
	 * to
	 * @param next is told of everything afterwards
	 */
	public DecoderReplacement(SocketBase socket, Function<ByteBuffer, FrameDecoder> decoders, ZMQ.EventConsummer next) {
		this.socket = socket;
		this.decoders = decoders;
		this.next = next;
	}

	@Override
	public void consume(ZMQ.Event event) {
		if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL && Thread.currentThread() instanceof EngineThread thread
				&& thread.loop() instanceof Poller poller) {
			try {
				exchange(poller);
			}
			catch (ReflectiveOperationException | RuntimeException | Error ex) {
				// Thrown on, it would loop in the I/O thread, or end it
				this.failures.log((suffix) -> logger.warn("A connection decodes frames the slower way" + suffix, ex));
			}
		}
		this.next.consume(event);
	}

	// The event does not say which connection. It is the one that has a decoder of
	// JeroMQ's
	private void exchange(Poller poller) throws ReflectiveOperationException {
		Insight insight = Insight.KNOWN;
		if (insight == null) {
			return;
		}
		for (Object handle : (Set<?>) insight.handles.get(poller)) {
			if (insight.handler.get(handle) instanceof IOObject object
					&& insight.engine.get(object) instanceof StreamEngine connection
					&& insight.socket.get(connection) == this.socket && insight.metadata.get(connection) == null
					&& insight.decoder.get(connection) instanceof V2Decoder given) {
				insight.decoder.set(connection, this.decoders.apply(given.getBuffer()));
			}
		}
	}

	/**
	 * What JeroMQ does not show. Looked up when there is a connection, because a start
	 * does not have to wait for it.
	 *
	 * @param handles what a poller watches
	 * @param handler whom it tells
	 * @param engine whom that one tells
	 * @param socket of a connection
	 * @param metadata of a connection, absent until both ends are ready
	 * @param decoder of a connection
	 */
	private record Insight(Field handles, Field handler, Field engine, Field socket, Field metadata, Field decoder) {

		private static final @Nullable Insight KNOWN = look();

		private static @Nullable Insight look() {
			try {
				return new Insight(EngineField.of(Poller.class, "fdTable"),
						EngineField.of(Poller.Handle.class, "handler"), EngineField.of(IOObject.class, "handler"),
						EngineField.of(StreamEngine.class, "socket"), EngineField.of(StreamEngine.class, "metadata"),
						EngineField.of(StreamEngine.class, "decoder"));
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				logger.debug("Frames are decoded the slower way: this JeroMQ is another one than expected,"
						+ " or a module that does not open zmq.io and zmq.poll", ex);
				return null;
			}
		}

	}

}
