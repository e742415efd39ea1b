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

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Allocates frames on the heap and refuses sizes that JeroMQ 0.6.0 passes to its
 * allocator without a check: a negative length in a frame header would otherwise make the
 * I/O thread spin or die, before any authentication (JeroMQ issue 1005, CVE-2019-6250).
 *
 * @since 0.1
 */
public final class GuardingAllocator implements MsgAllocator {

	private final PeerGuard guard;

	private final PeerFrame.Arrival small;

	private final FrameMemory memory;

	private final long maxSize;

	GuardingAllocator(PeerGuard guard, FrameMemory memory, long maxSize) {
		this.guard = guard;
		this.small = guard::arrived;
		this.memory = memory;
		this.maxSize = maxSize;
	}

	@Override
	public Msg allocate(int size) {
		if (size < 0 || size > this.maxSize) {
			return refused(SocketEvent.Kind.MALFORMED);
		}
		return (size <= FrameMemory.SMALL) ? new PeerFrame(size, this.small) : allocateLarge(size);
	}

	private Msg allocateLarge(int size) {
		// Memory is given back when the frame is checked
		boolean accounted = PeerFrame.isChecked();
		if (accounted && !this.memory.take(size)) {
			return refused(SocketEvent.Kind.NO_MEMORY);
		}
		try {
			LargeArrival arrival = new LargeArrival(this.guard);
			PeerFrame frame = new PeerFrame(size, arrival);
			if (accounted) {
				arrival.claim = this.memory.tie(frame, size);
			}
			return frame;
		}
		catch (OutOfMemoryError ex) {
			// If it left this method, the I/O thread and all its sockets would end
			if (accounted) {
				this.memory.giveBack(size);
			}
			return refused(SocketEvent.Kind.NO_MEMORY);
		}
	}

	// Replaces a frame that is refused: JeroMQ discards commands
	private Msg refused(SocketEvent.Kind reason) {
		PeerFrame frame = new PeerFrame(0, (refused, metadata) -> this.guard.refused(refused, metadata, reason));
		frame.discard();
		return frame;
	}

	/**
	 * Releases the memory claimed for a large frame.
	 */
	private static final class LargeArrival implements PeerFrame.Arrival {

		private final PeerGuard guard;

		private FrameMemory.@Nullable Claim claim;

		LargeArrival(PeerGuard guard) {
			this.guard = guard;
		}

		@Override
		public void of(PeerFrame frame, Metadata metadata) {
			if (this.claim != null) {
				this.claim.release();
			}
			this.guard.arrived(frame, metadata);
		}

	}

}
