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

package io.zmqspring.benchmarks.footprint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;

/**
 * Sends one work item from the controller to the worker of the same application and waits
 * for the result.
 */
class Errand implements Exercise {

	private final ZmqController controller;

	private final CountDownLatch done = new CountDownLatch(1);

	Errand(ZmqController controller) {
		this.controller = controller;
	}

	@ZmqWorkHandler
	byte[] run(byte[] work) {
		return work;
	}

	@ZmqResultListener
	void done(byte[] result) {
		this.done.countDown();
	}

	@Override
	public void complete() throws InterruptedException {
		this.controller.send(Variant.POOL, new byte[64]);
		if (!this.done.await(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("No result has been received within 20 s");
		}
	}

}
