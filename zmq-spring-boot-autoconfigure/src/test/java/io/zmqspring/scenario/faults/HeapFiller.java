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

package io.zmqspring.scenario.faults;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Fills the heap of its JVM to the last bytes. It frees and takes a little again and
 * again, so that other threads run out of memory at many different points.
 */
final class HeapFiller {

	private static final int LARGEST_BLOCK = 1 << 20;

	private static final int SMALLEST_BLOCK = 16;

	private static final int LARGEST_GAP = 1 << 18;

	private @Nullable Node blocks;

	/**
	 * Fill the heap, and free it at the end.
	 * @param duration for how long
	 */
	void fill(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		int gap = 1 << 10;
		while (System.nanoTime() - end < 0) {
			Node before = this.blocks;
			take();
			if (before == this.blocks) {
				this.blocks = null;
				continue;
			}
			release(gap);
			gap = (gap < LARGEST_GAP) ? 2 * gap : 1 << 10;
		}
		this.blocks = null;
	}

	private void take() {
		int size = LARGEST_BLOCK;
		while (size >= SMALLEST_BLOCK) {
			try {
				this.blocks = new Node(new byte[size], this.blocks);
			}
			catch (OutOfMemoryError ex) {
				size /= 2;
			}
		}
	}

	private void release(int bytes) {
		int left = bytes;
		Node node = this.blocks;
		while (node != null && left > 0) {
			left -= node.block.length + SMALLEST_BLOCK;
			node = node.next;
		}
		this.blocks = node;
	}

	/**
	 * A block in the list.
	 */
	private static final class Node {

		private final byte[] block;

		private final @Nullable Node next;

		Node(byte[] block, @Nullable Node next) {
			this.block = block;
			this.next = next;
		}

	}

}
