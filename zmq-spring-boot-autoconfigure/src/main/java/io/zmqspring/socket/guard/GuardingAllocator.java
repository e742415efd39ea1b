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

package io.zmqspring.socket.guard;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Allocates the frames of connections that JeroMQ's own decoder reads, because ours
 * cannot be put in its place. It refuses sizes that JeroMQ 0.6.0 passes to its allocator
 * without a check: a negative length in a frame header would otherwise make the I/O
 * thread spin or die, before any authentication (JeroMQ issue 1005, CVE-2019-6250). It
 * does not know the connection of a frame before the frame has arrived, so the memory of
 * a frame whose connection has ended comes back with the next garbage collection.
 *
 * @since 0.1
 */
public final class GuardingAllocator implements MsgAllocator {

	private final ReferenceQueue<PeerFrame> abandoned = new ReferenceQueue<>();

	private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

	private final PeerGuard guard;

	private final FrameMemory memory;

	private final long maxSize;

	private @Nullable Known last;

	GuardingAllocator(PeerGuard guard, FrameMemory memory, long maxSize) {
		this.guard = guard;
		this.memory = memory;
		this.maxSize = maxSize;
	}

	/**
	 * Why no guard works.
	 * @return a sentence without a full stop, {@code null} if guards work
	 */
	public static @Nullable String fault() {
		return PeerFrame.FAULT;
	}

	@Override
	public Msg allocate(int size) {
		if (size < 0 || size > this.maxSize) {
			return refused(SocketEvent.Kind.MALFORMED);
		}
		return (size <= FrameDecoder.SMALL) ? new UncheckedFrame(size, this::arrived) : allocateLarge(size);
	}

	private Msg allocateLarge(int size) {
		releaseAbandoned();
		FrameMemory.Account account = this.memory.account(null);
		// Memory is given back when the frame is checked
		boolean accounted = PeerFrame.isChecked();
		if (accounted && !account.take(size)) {
			return refused(SocketEvent.Kind.NO_MEMORY);
		}
		try {
			UncheckedFrame frame = new UncheckedFrame(size, (arrived, metadata) -> {
				account.close();
				arrived(arrived, metadata);
			});
			if (accounted) {
				this.claims.add(new Claim(frame, account, this.abandoned));
			}
			return frame;
		}
		catch (OutOfMemoryError ex) {
			// If it left this method, the I/O thread and all its sockets would end
			account.close();
			return refused(SocketEvent.Kind.NO_MEMORY);
		}
	}

	private void releaseAbandoned() {
		while (this.abandoned.poll() instanceof Claim claim) {
			this.claims.remove(claim);
			claim.account.close();
		}
	}

	// Replaces a frame that is refused: JeroMQ discards commands
	private Msg refused(SocketEvent.Kind reason) {
		PeerFrame frame = new PeerFrame(new byte[0],
				(refused, metadata) -> this.guard.end(connection(metadata), reason));
		frame.discard();
		return frame;
	}

	private void arrived(PeerFrame frame, Metadata metadata) {
		PeerConnection connection = connection(metadata);
		if (frame instanceof UncheckedFrame unchecked && unchecked.isMalformedCommand()) {
			this.guard.end(connection, SocketEvent.Kind.MALFORMED);
		}
		this.guard.arrived(frame, connection);
	}

	private PeerConnection connection(Metadata metadata) {
		Known known = this.last;
		if (known == null || known.metadata() != metadata) {
			known = new Known(metadata,
					this.guard.connection(Objects.requireNonNullElse(metadata.get(Metadata.PEER_ADDRESS), "")));
			this.last = known;
		}
		return known.connection();
	}

	/**
	 * The connection that was looked up last.
	 */
	private record Known(Metadata metadata, PeerConnection connection) {
	}

	/**
	 * Memory taken for a frame that may never arrive.
	 */
	private static final class Claim extends PhantomReference<PeerFrame> {

		private final FrameMemory.Account account;

		Claim(PeerFrame frame, FrameMemory.Account account, ReferenceQueue<PeerFrame> abandoned) {
			super(frame, abandoned);
			this.account = account;
		}

	}

}
