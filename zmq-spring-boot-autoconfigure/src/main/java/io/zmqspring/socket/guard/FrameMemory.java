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
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory of large frames that peers are sending. The engine allocates a frame
 * as soon as it has read the size in its header, so peers could fill the heap without
 * sending any content, and an {@link OutOfMemoryError} would end the I/O thread.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class FrameMemory {

	/** Frames up to this size are not accounted for. */
	static final int SMALL = 64 * 1024;

	/** Half of the heap, for all sockets of this JVM. */
	public static final FrameMemory SHARED = new FrameMemory(Runtime.getRuntime().maxMemory() / 2);

	private static final long COLLECT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

	private final AtomicLong taken = new AtomicLong();

	private final AtomicLong nextCollection = new AtomicLong(System.nanoTime());

	private final ReferenceQueue<PeerFrame> abandoned = new ReferenceQueue<>();

	private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

	private final long capacity;

	FrameMemory(long capacity) {
		this.capacity = capacity;
	}

	/**
	 * Reserve memory. A single frame always gets it.
	 * @param bytes the number of bytes
	 * @return whether the memory is reserved
	 */
	boolean take(long bytes) {
		return tryTake(bytes) || (reclaim() && tryTake(bytes));
	}

	private boolean tryTake(long bytes) {
		long all = this.taken.addAndGet(bytes);
		if (all > this.capacity && all != bytes) {
			this.taken.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	void giveBack(long bytes) {
		this.taken.addAndGet(-bytes);
	}

	/**
	 * Assign reserved memory to a frame. It is given back when the claim is released, or
	 * when the frame is garbage because its connection has ended.
	 * @param frame the frame
	 * @param bytes the number of bytes reserved for it
	 * @return the claim, to be released when the frame has arrived
	 */
	Claim tie(PeerFrame frame, long bytes) {
		Claim claim = new Claim(frame, bytes);
		this.claims.add(claim);
		return claim;
	}

	long taken() {
		return this.taken.get();
	}

	// As the JDK does for direct buffers: only the garbage collector finds frames of
	// connections that have ended
	private boolean reclaim() {
		long now = System.nanoTime();
		long due = this.nextCollection.get();
		if (now - due >= 0 && this.nextCollection.compareAndSet(due, now + COLLECT_EVERY_NANOS)) {
			System.gc();
		}
		boolean found = false;
		Reference<? extends PeerFrame> next = this.abandoned.poll();
		while (next instanceof Claim claim) {
			claim.release();
			found = true;
			next = this.abandoned.poll();
		}
		return found;
	}

	/**
	 * Memory assigned to a frame.
	 */
	final class Claim extends PhantomReference<PeerFrame> {

		private final AtomicBoolean released = new AtomicBoolean();

		private final long bytes;

		private Claim(PeerFrame frame, long bytes) {
			super(frame, FrameMemory.this.abandoned);
			this.bytes = bytes;
		}

		void release() {
			if (this.released.compareAndSet(false, true)) {
				FrameMemory.this.claims.remove(this);
				giveBack(this.bytes);
			}
		}

	}

}
