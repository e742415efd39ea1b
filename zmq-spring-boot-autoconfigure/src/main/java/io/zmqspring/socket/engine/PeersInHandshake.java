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
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;
import zmq.ZObject;
import zmq.io.IEngine;
import zmq.io.Metadata;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;
import zmq.socket.LB;
import zmq.socket.pipeline.Push;

/**
 * Keeps a PUSH from sending messages to peers whose handshake is not complete. JeroMQ
 * gives a peer its share as soon as it is connected, and discards that when the
 * connection ends. Port scanners and TCP health checks would get messages that no worker
 * ever receives. The queue of such a peer is marked as full, and as having room again
 * when its handshake is complete. Used by the thread that owns the socket.
 *
 * @since 0.1
 */
public final class PeersInHandshake {

	private static final @Nullable Members MEMBERS = JeroMqInternals.find(EngineFeature.HANDSHAKES, Members::lookUp);

	private static final int MOST_FORGOTTEN = 16;

	private static final int WAIT_MILLIS = 5;

	private final Set<Pipe> known = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<Pipe> held = new ArrayList<>();

	private final SocketBase socket;

	private final LB balancer;

	private final List<?> queues;

	private volatile int ready;

	private boolean ended;

	private PeersInHandshake(SocketBase socket, LB balancer, List<?> queues) {
		this.socket = socket;
		this.balancer = balancer;
		this.queues = queues;
	}

	static void lookUp() {
		// The class looks its members up when it is initialized
	}

	/**
	 * Create the peers of a socket.
	 * @param socket the socket, a PUSH without peers
	 * @return the peers, {@code null} if JeroMQ's internals are not accessible
	 */
	public static @Nullable PeersInHandshake of(SocketBase socket) {
		Members members = MEMBERS;
		if (members == null || !(socket instanceof Push push)) {
			return null;
		}
		LB balancer = (LB) members.balancer().get(push);
		return new PeersInHandshake(socket, balancer, (List<?>) members.queues().get(balancer));
	}

	/**
	 * Send the first frame of a message to one of the peers whose handshake is complete.
	 * @param direct the way to send
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another frame follows
	 * @param wait whether to wait a few milliseconds for room
	 * @return whether it was sent
	 */
	public boolean send(DirectSend direct, byte[] frame, boolean more, boolean wait) {
		return send(direct, DirectSend.message(frame, more), wait);
	}

	/**
	 * Send the first frame of a message to one of the peers whose handshake is complete,
	 * without copying it.
	 * @param direct the way to send
	 * @param frame the frame, with its flag for further frames; it must not be used
	 * afterwards if it was sent
	 * @param wait whether to wait a few milliseconds for room
	 * @return whether it was sent
	 */
	public boolean send(DirectSend direct, Msg frame, boolean wait) {
		if (direct.isOpen()) {
			if (!this.held.isEmpty()) {
				update();
			}
			if (direct.send(frame)) {
				return true;
			}
		}
		processCommands();
		if (!this.ended && direct.send(frame)) {
			return true;
		}
		if (!wait || this.ended) {
			return false;
		}
		processCommands(ZMQ.ZMQ_POLLOUT, WAIT_MILLIS);
		return !this.ended && direct.send(frame);
	}

	/**
	 * Whether a peer gets nothing yet. Nothing tells when its handshake is complete.
	 * @return {@code true} if {@link #update()} has to be called again soon
	 */
	public boolean areExpected() {
		return !this.held.isEmpty();
	}

	/**
	 * Whether the engine had ended when it was called.
	 * @return {@code true} if nothing can be sent any more
	 */
	public boolean haveEnded() {
		return this.ended;
	}

	/**
	 * Let JeroMQ process its commands, about peers or room in their queues.
	 */
	public void processCommands() {
		processCommands(0, 0);
	}

	private void processCommands(int awaited, int millis) {
		boolean interrupted = Thread.interrupted();
		try {
			int errno = (this.socket.poll(awaited, millis, null) < 0) ? this.socket.errno() : 0;
			interrupted |= errno == ZError.EINTR;
			this.ended = errno == ZError.ETERM;
			update();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Hold the queues of new peers, and release those of peers whose handshake is
	 * complete. To be called after JeroMQ has processed its commands, before it sends.
	 */
	public void update() {
		Members members = MEMBERS;
		if (members == null) {
			return;
		}
		if (this.known.size() > this.queues.size() + MOST_FORGOTTEN) {
			this.known.removeIf((pipe) -> !this.queues.contains(pipe));
		}
		for (Object queue : this.queues) {
			Pipe pipe = (Pipe) queue;
			if (this.known.add(pipe) && !isReady(members, pipe)) {
				members.open().set(pipe, false);
				this.held.add(pipe);
			}
		}
		if (!this.held.isEmpty()) {
			this.held.removeIf((pipe) -> isReleased(members, pipe));
		}
		int released = this.queues.size() - this.held.size();
		if (this.ready != released) {
			this.ready = released;
		}
	}

	/**
	 * The number of peers whose handshake was complete at the last update. May be called
	 * by any thread.
	 * @return how many peers get messages
	 */
	public int ready() {
		return this.ready;
	}

	private boolean isReleased(Members members, Pipe pipe) {
		int index = this.queues.indexOf(pipe);
		if (index < 0) {
			return true;
		}
		if (!isReady(members, pipe)) {
			return false;
		}
		members.open().set(pipe, true);
		// JeroMQ sorts a queue out when it finds it full
		if (index >= (int) members.active().get(this.balancer)) {
			this.socket.writeActivated(pipe);
		}
		return true;
	}

	private static boolean isReady(Members members, Pipe pipe) {
		Pipe peer = (Pipe) members.peer().get(pipe);
		if (peer == null || !(members.parent().get(peer) instanceof SessionBase session)) {
			// A peer over inproc, or one that ends
			return true;
		}
		if (!(members.connection().getVolatile(session) instanceof StreamEngine engine)) {
			return false;
		}
		// A peer of ZMTP 1 or 2 has no mechanism
		return members.metadata().getVolatile(engine) != null || (!(boolean) members.greeting().getVolatile(engine)
				&& members.mechanism().getVolatile(engine) == null);
	}

	/**
	 * The members of JeroMQ 0.6.0 that show the handshake of a peer.
	 *
	 * @param balancer {@code Push.lb}
	 * @param queues {@code LB.pipes}
	 * @param active {@code LB.active}, the first ones of the queues, which are not full
	 * @param open {@code Pipe.outActive}, whether a queue is not full
	 * @param peer {@code Pipe.peer}
	 * @param parent {@code Pipe.parent}
	 * @param connection {@code SessionBase.engine}
	 * @param metadata {@code StreamEngine.metadata}
	 * @param greeting {@code StreamEngine.handshaking}
	 * @param mechanism {@code StreamEngine.mechanism}
	 */
	private record Members(VarHandle balancer, VarHandle queues, VarHandle active, VarHandle open, VarHandle peer,
			VarHandle parent, VarHandle connection, VarHandle metadata, VarHandle greeting, VarHandle mechanism) {

		private static Members lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup balancer = JeroMqInternals.in(LB.class);
			MethodHandles.Lookup pipe = JeroMqInternals.in(Pipe.class);
			MethodHandles.Lookup engine = JeroMqInternals.in(StreamEngine.class);
			return new Members(JeroMqInternals.in(Push.class).findVarHandle(Push.class, "lb", LB.class),
					balancer.findVarHandle(LB.class, "pipes", List.class),
					balancer.findVarHandle(LB.class, "active", int.class),
					pipe.findVarHandle(Pipe.class, "outActive", boolean.class),
					pipe.findVarHandle(Pipe.class, "peer", Pipe.class),
					pipe.findVarHandle(Pipe.class, "parent", ZObject.class),
					JeroMqInternals.in(SessionBase.class).findVarHandle(SessionBase.class, "engine", IEngine.class),
					engine.findVarHandle(StreamEngine.class, "metadata", Metadata.class),
					engine.findVarHandle(StreamEngine.class, "handshaking", boolean.class),
					engine.findVarHandle(StreamEngine.class, "mechanism", Mechanism.class));
		}

	}

}
