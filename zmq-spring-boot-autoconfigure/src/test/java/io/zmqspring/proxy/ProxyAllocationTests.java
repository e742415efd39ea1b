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

package io.zmqspring.proxy;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread of a proxy copies no frame. JeroMQ allocates for its queues, and a command
 * for each time that it wakes another thread; the JIT compiler has not run yet.
 */
class ProxyAllocationTests {

	private static final int SIZE = 100_000;

	private static final int MESSAGES = 500;

	private static final int MOST_BYTES = SIZE / 4;

	private final ProxyRoles roles = new ProxyRoles();

	@AfterEach
	void close() {
		this.roles.close();
	}

	@ParameterizedTest
	@EnumSource
	void framesAreNotCopied(ProxyType type) {
		boolean subscribes = type == ProxyType.PUB_SUB;
		ZmqProxy proxy = this.roles.start(type);
		RawPeer receiver = this.roles.behind(subscribes ? SocketType.SUB : SocketType.PULL, proxy);
		if (subscribes) {
			receiver.subscribe("");
		}
		RawPeer sender = this.roles.before(subscribes ? SocketType.XPUB : SocketType.PUSH, proxy);
		if (subscribes) {
			assertThat(sender.receive()).isEqualTo("\u0001");
		}
		exchange(sender, receiver);
		long before = allocated();
		exchange(sender, receiver);
		assertThat((allocated() - before) / MESSAGES).isLessThan(MOST_BYTES);
	}

	private static void exchange(RawPeer sender, RawPeer receiver) {
		byte[] payload = new byte[SIZE];
		for (int i = 0; i < MESSAGES; i++) {
			sender.send("topic".getBytes(), payload);
			assertThat(receiver.receiveFrames()).hasSize(2);
		}
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-proxy-p"))
			.mapToLong((thread) -> threads.getThreadAllocatedBytes(thread.getId()))
			.sum();
	}

}
