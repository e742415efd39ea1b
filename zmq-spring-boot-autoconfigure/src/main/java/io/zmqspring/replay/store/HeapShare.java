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

package io.zmqspring.replay.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.unit.DataSize;

/**
 * The part of the heap that all stores in memory may take. Warns if that is more than a
 * half: when they are full, there may not be enough for the application.
 */
final class HeapShare implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ReplayStore.class);

	private static final AtomicLong all = new AtomicLong();

	private final AtomicBoolean taken = new AtomicBoolean(true);

	private final long bytes;

	private HeapShare(long bytes) {
		this.bytes = bytes;
	}

	/**
	 * Take note of a store.
	 * @param publisher the name of its publisher
	 * @param bytes the most bytes that it keeps
	 * @param heap the largest size of the heap
	 * @return its share, to be closed with the store
	 */
	static HeapShare take(String publisher, long bytes, long heap) {
		long total = all.addAndGet(bytes);
		if (total > heap / 2) {
			logger.warn("Publisher '" + publisher + "' keeps up to " + megabytes(bytes)
					+ " of messages for replay in memory, and all publishers of this process up to " + megabytes(total)
					+ ", more than half of the heap (" + megabytes(heap) + "). Reduce zmq.publishers." + publisher
					+ ".replay.max-bytes, set replay.file, or raise -Xmx");
		}
		return new HeapShare(bytes);
	}

	private static String megabytes(long bytes) {
		return DataSize.ofBytes(bytes).toMegabytes() + " MB";
	}

	@Override
	public void close() {
		if (this.taken.compareAndSet(true, false)) {
			all.addAndGet(-this.bytes);
		}
	}

}
