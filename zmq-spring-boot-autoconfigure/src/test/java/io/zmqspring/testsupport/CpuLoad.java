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

package io.zmqspring.testsupport;

import java.util.stream.IntStream;

import io.zmqspring.support.Threads;

/**
 * Keeps all processors busy until it is closed.
 */
public final class CpuLoad implements AutoCloseable {

	private volatile boolean running = true;

	private CpuLoad() {
		IntStream.range(0, Runtime.getRuntime().availableProcessors())
			.forEach((number) -> Threads.daemon(this::spin, "cpu-load-" + number).start());
	}

	public static CpuLoad start() {
		return new CpuLoad();
	}

	private void spin() {
		while (this.running) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void close() {
		this.running = false;
	}

}
