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

package io.zmqspring.socket.engine.unix;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IOThread;
import zmq.pipe.Pipe;

import io.zmqspring.socket.engine.EngineFeature;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.unix.SocketFile;
import io.zmqspring.socket.unix.SocketFileException;

/**
 * Binds and connects sockets of JeroMQ to Unix domain sockets, as libzmq does for
 * {@code ipc://}. JeroMQ's own methods unbind and disconnect them. Used by the thread
 * that owns the socket.
 *
 * @since 0.1
 */
public final class UnixTransport {

	/** What precedes the path in an address. */
	public static final String SCHEME = "ipc://";

	private static final Log logger = LogFactory.getLog(UnixTransport.class);

	private UnixTransport() {
	}

	/**
	 * Whether JeroMQ's internals are accessible.
	 * @return {@code false} if no socket can be bound or connected
	 */
	public static boolean isAvailable() {
		return UnixMembers.FOUND != null && MechanismExchange.isAvailable();
	}

	/**
	 * What to do if they are not accessible.
	 * @return a sentence
	 */
	public static String action() {
		return EngineFeature.action(EngineFeature.UNIX_SOCKETS, EngineFeature.MECHANISM, EngineFeature.DECODER);
	}

	/**
	 * Bind a socket. If that fails, the file is released.
	 * @param base the socket
	 * @param file the file, not bound
	 * @throws SocketFileException if the file cannot be bound
	 */
	public static void bind(SocketBase base, SocketFile file) throws SocketFileException {
		UnixMembers members = UnixMembers.required();
		ServerSocketChannel channel = null;
		boolean bound = false;
		try {
			Options options = members.options(base);
			channel = file.bind(options.backlog);
			channel.configureBlocking(false);
			UnixListener listener = new UnixListener(ioThread(base, options), base, options, file, channel);
			base.eventListening(listener.getAddress(), channel);
			members.addEndpoint(base, listener.getAddress(), listener, null);
			bound = true;
		}
		catch (SocketFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The channel was closed", ex);
		}
		finally {
			if (!bound) {
				file.release();
				close(channel);
			}
		}
	}

	private static void close(@Nullable ServerSocketChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			logger.debug("The channel of a socket that could not be bound cannot be closed", ex);
		}
	}

	/**
	 * Connect a socket. The I/O thread connects as soon as a program listens, and again
	 * whenever the connection is lost.
	 * @param base the socket
	 * @param endpoint the endpoint, such as {@code ipc:///run/app/events.sock}
	 * @return returns what keeps a program at the path from being reached, as a phrase
	 * that follows the path; {@code null} if nobody listens there. For any thread
	 */
	public static Supplier<@Nullable String> connect(SocketBase base, String endpoint) {
		UnixMembers members = UnixMembers.required();
		Options options = members.options(base);
		UnixSession session = UnixSession.to(ioThread(base, options), base, options, endpoint);
		members.addEndpoint(base, endpoint, session, options.immediate ? queue(members, base, session, options) : null);
		return session::failure;
	}

	// Otherwise the session creates the queue when it is connected
	private static Pipe queue(UnixMembers members, SocketBase base, UnixSession session, Options options) {
		Pipe[] ends = Pipe.pair(new ZObject[] { base, session }, new int[] { options.sendHwm, options.recvHwm },
				new boolean[] { false, false });
		members.attachPipe(base, ends[0]);
		session.attachPipe(ends[1]);
		return ends[0];
	}

	private static IOThread ioThread(SocketBase base, Options options) {
		return new IoThreads(base).choose(options.affinity);
	}

	/**
	 * The I/O threads of the context of a socket.
	 */
	private static final class IoThreads extends ZObject {

		IoThreads(SocketBase base) {
			super(base.getCtx(), base.getTid());
		}

		IOThread choose(long affinity) {
			return chooseIoThread(affinity);
		}

	}

}
