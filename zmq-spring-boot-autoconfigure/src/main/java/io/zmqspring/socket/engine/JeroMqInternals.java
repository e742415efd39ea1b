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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import zmq.IMailbox;
import zmq.Mailbox;
import zmq.Msg;
import zmq.Own;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IEngine;
import zmq.io.IOObject;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.coder.EncoderBase;
import zmq.io.coder.IEncoder;
import zmq.io.net.tcp.TcpListener;
import zmq.pipe.Pipe;
import zmq.poll.Poller;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;
import zmq.util.MultiMap;
import zmq.util.ValueReference;

/**
 * The non-public members of JeroMQ 0.6.0 that we use, except those of
 * {@link PeersInHandshake}, {@link SocketMailbox} and {@link SubscriberFilter}. Each
 * group of members serves one {@link EngineFeature}. A group is looked up once, when it
 * is first used, so that a start does not wait for those of connections. If a member is
 * missing, or JeroMQ is a module that does not open the package, the group is
 * {@code null}, and everything works without the feature; {@link EngineFeature#report()}
 * tells what is missing.
 * <p>
 * Groups are records in {@code static final} fields: the just-in-time compiler treats
 * their handles as constants.
 *
 * @since 0.1
 */
public final class JeroMqInternals {

	private JeroMqInternals() {
	}

	/**
	 * Look up a group of members.
	 * @param <T> the type of the group
	 * @param feature what they are needed for
	 * @param lookup looks them up
	 * @return the group, {@code null} if one of them is not accessible
	 */
	public static <T> @Nullable T find(EngineFeature feature, Callable<T> lookup) {
		try {
			return lookup.call();
		}
		catch (Exception | LinkageError ex) {
			feature.missing(ex);
			return null;
		}
	}

	/**
	 * Look up members of a class of JeroMQ.
	 * @param owner the class
	 * @return a look-up that finds its non-public members
	 * @throws IllegalAccessException if JeroMQ is a module that does not open the package
	 */
	public static MethodHandles.Lookup in(Class<?> owner) throws IllegalAccessException {
		return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
	}

	private static Field field(Class<?> owner, String name) throws ReflectiveOperationException {
		Field field = owner.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

	/**
	 * The queues of an XPUB to its subscribers, for {@link SubscriberQueues}. Without
	 * them drops for slow subscribers are not counted, and JeroMQ looks up the
	 * subscribers for each message.
	 *
	 * @param match looks up the subscribers of a message: {@code XPub.subscriptions},
	 * {@code Mtrie.match} with {@code XPub.markAsMatching}, as in {@code XPub.xsend}
	 * @param dist {@code XPub.dist}, the distributor to the queues
	 * @param pipes {@code Dist.pipes}, the queues
	 * @param active {@code Dist.active}, how many queues receive the current message
	 * @param eligible {@code Dist.eligible}, how many queues are not full
	 */
	record Queues(MethodHandle match, VarHandle dist, VarHandle pipes, VarHandle active, VarHandle eligible) {

		static final @Nullable Queues FOUND = find(EngineFeature.SUBSCRIBER_QUEUES, Queues::lookUp);

		private static Queues lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup xpub = in(XPub.class);
			MethodHandles.Lookup dist = in(Dist.class);
			return new Queues(match(xpub), xpub.findVarHandle(XPub.class, "dist", Dist.class),
					dist.findVarHandle(Dist.class, "pipes", List.class),
					dist.findVarHandle(Dist.class, "active", int.class),
					dist.findVarHandle(Dist.class, "eligible", int.class));
		}

		private static MethodHandle match(MethodHandles.Lookup xpub) throws ReflectiveOperationException {
			Class<?> trie = xpub.findClass("zmq.socket.pubsub.Mtrie");
			Class<?> marker = xpub.findClass("zmq.socket.pubsub.Mtrie$IMtrieHandler");
			MethodHandle match = xpub.findVirtual(trie, "match",
					MethodType.methodType(void.class, ByteBuffer.class, int.class, marker, XPub.class));
			Object mark = xpub.findStaticVarHandle(XPub.class, "markAsMatching", marker).get();
			return MethodHandles.filterArguments(MethodHandles.insertArguments(match, 3, mark), 0,
					xpub.findGetter(XPub.class, "subscriptions", trie));
		}

	}

	/**
	 * The commands that wait for a socket, for {@link DirectSend}. Without them each
	 * frame is sent by the public method, which looks for commands in a slower way.
	 *
	 * @param mailbox {@code SocketBase.mailbox}
	 * @param commands {@code Mailbox.cpipe}, the commands
	 * @param terminated {@code SocketBase.ctxTerminated}
	 * @param send {@code SocketBase.xsend}
	 */
	record Sending(VarHandle mailbox, VarHandle commands, VarHandle terminated, MethodHandle send) {

		static final @Nullable Sending FOUND = find(EngineFeature.DIRECT_SEND, Sending::lookUp);

		private static Sending lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup socket = in(SocketBase.class);
			return new Sending(socket.findVarHandle(SocketBase.class, "mailbox", IMailbox.class),
					in(Mailbox.class).findVarHandle(Mailbox.class, "cpipe", Deque.class),
					socket.findVarHandle(SocketBase.class, "ctxTerminated", AtomicBoolean.class),
					socket.findVirtual(SocketBase.class, "xsend", MethodType.methodType(boolean.class, Msg.class)));
		}

	}

	/**
	 * The timers of an I/O thread, for {@link EngineTimers}. Without them the second and
	 * every later heartbeat time-out of a connection is lost.
	 *
	 * @param timers {@code PollerBase.timers}
	 * @param inverse {@code MultiMap.inverse}, from a timer to its time
	 */
	record Timers(Field timers, Field inverse) {

		static final @Nullable Timers FOUND = find(EngineFeature.TIMERS,
				() -> new Timers(field(Poller.class.getSuperclass(), "timers"), field(MultiMap.class, "inverse")));

	}

	/**
	 * From an I/O thread to the decoder of a connection, for {@link DecoderReplacement}.
	 * Without them JeroMQ's decoder stays.
	 *
	 * @param handles {@code Poller.fdTable}, what an I/O thread polls
	 * @param handler {@code Poller.Handle.handler}, the object to notify
	 * @param engine {@code IOObject.handler}, the connection of that object
	 * @param socket {@code StreamEngine.socket}
	 * @param channel {@code StreamEngine.fd}
	 * @param metadata {@code StreamEngine.metadata}, {@code null} before the handshake is
	 * complete
	 * @param decoder {@code StreamEngine.decoder}
	 * @param greeting {@code StreamEngine.greetingRecv}
	 */
	record Decoders(Field handles, Field handler, Field engine, Field socket, Field channel, Field metadata,
			Field decoder, Field greeting) {

		static final @Nullable Decoders FOUND = find(EngineFeature.DECODER,
				() -> new Decoders(field(Poller.class, "fdTable"), field(Poller.Handle.class, "handler"),
						field(IOObject.class, "handler"), field(StreamEngine.class, "socket"),
						field(StreamEngine.class, "fd"), field(StreamEngine.class, "metadata"),
						field(StreamEngine.class, "decoder"), field(StreamEngine.class, "greetingRecv")));

		/**
		 * The connections of an I/O thread, for this thread only.
		 * @param poller the loop of the thread
		 * @return its connections
		 * @throws ReflectiveOperationException if they are not accessible
		 */
		List<StreamEngine> connections(Poller poller) throws ReflectiveOperationException {
			List<StreamEngine> connections = new ArrayList<>();
			for (Object handle : (Set<?>) this.handles.get(poller)) {
				if (this.handler.get(handle) instanceof IOObject object
						&& this.engine.get(object) instanceof StreamEngine connection) {
					connections.add(connection);
				}
			}
			return connections;
		}

	}

	/**
	 * The channels of an I/O thread, for {@link FailedThread}. Without them the ports of
	 * a hanging I/O thread stay bound.
	 *
	 * @param handles {@code Poller.fdTable}
	 * @param channel {@code Poller.Handle.fd}
	 * @param selector {@code Poller.selector}
	 */
	record Channels(Field handles, Field channel, Field selector) {

		static final @Nullable Channels FOUND = find(EngineFeature.FAILED_PORTS,
				() -> new Channels(field(Poller.class, "fdTable"), field(Poller.Handle.class, "fd"),
						field(Poller.class, "selector")));

	}

	/**
	 * The state of an encoder, for {@link BatchEncoder}. Without it JeroMQ's encoder
	 * stays, and the messages of an unfinished batch are not counted.
	 *
	 * @param toWrite {@code EncoderBase.toWrite}, what is left of a header or body
	 * @param inBody {@code EncoderBase.newMsgFlag}, whether it is a body
	 * @param buffer {@code EncoderBase.buffer}, the batch
	 * @param batchSize {@code EncoderBase.bufferSize}
	 * @param encoder {@code StreamEngine.encoder}
	 */
	record Encoding(VarHandle toWrite, VarHandle inBody, VarHandle buffer, VarHandle batchSize, VarHandle encoder) {

		static final @Nullable Encoding FOUND = find(EngineFeature.LINGER, Encoding::lookUp);

		private static Encoding lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup encoder = in(EncoderBase.class);
			return new Encoding(encoder.findVarHandle(EncoderBase.class, "toWrite", int.class),
					encoder.findVarHandle(EncoderBase.class, "newMsgFlag", boolean.class),
					encoder.findVarHandle(EncoderBase.class, "buffer", ByteBuffer.class),
					encoder.findVarHandle(EncoderBase.class, "bufferSize", int.class),
					in(StreamEngine.class).findVarHandle(StreamEngine.class, "encoder", IEncoder.class));
		}

	}

	/**
	 * From a socket to the messages it has accepted and not sent, for
	 * {@link UnsentMessages}. Without them JeroMQ's linger applies.
	 *
	 * @param endpoints {@code SocketBase.endpoints}
	 * @param endpoint {@code SocketBase.EndpointPipe.endpoint}, such as a listener
	 * @param listening {@code TcpListener.fd}
	 * @param pipes {@code SocketBase.pipes}, one per peer
	 * @param peer {@code Pipe.peer}, the end of the peer
	 * @param parent {@code Pipe.parent}, the session of a peer, or a socket if inproc
	 * @param written {@code Pipe.msgsWritten}
	 * @param read {@code Pipe.msgsRead}
	 * @param pipe {@code SessionBase.pipe}
	 * @param connection {@code SessionBase.engine}
	 * @param idle {@code StreamEngine.outputStopped}, whether everything is written
	 * @param batch {@code StreamEngine.outpos}, what is being written
	 * @param batchLeft {@code StreamEngine.outsize}
	 * @param encoder {@code StreamEngine.encoder}
	 * @param channel {@code StreamEngine.fd}
	 */
	record Unsent(VarHandle endpoints, VarHandle endpoint, VarHandle listening, VarHandle pipes, VarHandle peer,
			VarHandle parent, VarHandle written, VarHandle read, VarHandle pipe, VarHandle connection, VarHandle idle,
			VarHandle batch, VarHandle batchLeft, VarHandle encoder, VarHandle channel) {

		static final @Nullable Unsent FOUND = find(EngineFeature.LINGER, Unsent::lookUp);

		private static Unsent lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup socket = in(SocketBase.class);
			Class<?> entry = socket.findClass("zmq.SocketBase$EndpointPipe");
			MethodHandles.Lookup pipe = in(Pipe.class);
			MethodHandles.Lookup session = in(SessionBase.class);
			MethodHandles.Lookup engine = in(StreamEngine.class);
			return new Unsent(socket.findVarHandle(SocketBase.class, "endpoints", MultiMap.class),
					in(entry).findVarHandle(entry, "endpoint", Own.class),
					in(TcpListener.class).findVarHandle(TcpListener.class, "fd", ServerSocketChannel.class),
					socket.findVarHandle(SocketBase.class, "pipes", Set.class),
					pipe.findVarHandle(Pipe.class, "peer", Pipe.class),
					pipe.findVarHandle(Pipe.class, "parent", ZObject.class),
					pipe.findVarHandle(Pipe.class, "msgsWritten", long.class),
					pipe.findVarHandle(Pipe.class, "msgsRead", long.class),
					session.findVarHandle(SessionBase.class, "pipe", Pipe.class),
					session.findVarHandle(SessionBase.class, "engine", IEngine.class),
					engine.findVarHandle(StreamEngine.class, "outputStopped", boolean.class),
					engine.findVarHandle(StreamEngine.class, "outpos", ValueReference.class),
					engine.findVarHandle(StreamEngine.class, "outsize", int.class),
					engine.findVarHandle(StreamEngine.class, "encoder", IEncoder.class),
					engine.findVarHandle(StreamEngine.class, "fd", SocketChannel.class));
		}

	}

}
