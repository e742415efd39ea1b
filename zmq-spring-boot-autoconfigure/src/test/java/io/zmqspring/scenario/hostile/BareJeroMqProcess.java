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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.TestTransport;

/**
 * Plays the streams against plain JeroMQ sockets. Runs in its own process, because some
 * streams leave threads that use a processor permanently. Prints for every socket type
 * how many streams it survived.
 */
final class BareJeroMqProcess {

	private static final int PER_CONNECTING_SOCKET = 8;

	private BareJeroMqProcess() {
	}

	/**
	 * Play the streams.
	 * @param arguments the first seed, and the number of streams for each socket type
	 */
	public static void main(String[] arguments) {
		for (SocketType type : List.of(SocketType.PUB, SocketType.SUB, SocketType.PULL, SocketType.PUSH)) {
			for (boolean bound : List.of(true, false)) {
				System.out.println("bare JeroMQ, " + (bound ? "bound " : "connecting ") + type + ": "
						+ run(type, bound, Long.parseLong(arguments[0]), Integer.parseInt(arguments[1])));
			}
		}
		Runtime.getRuntime().halt(0);
	}

	private static String run(SocketType type, boolean bound, long seed, int count) {
		List<Thread> threads = new ArrayList<>();
		ZMQ.Context context = ZMQ.context(1);
		context.setNotificationExceptionHandler((thread, failure) -> {
		});
		context.setUncaughtExceptionHandler((thread, failure) -> {
		});
		context.setThreadFactor((target, name) -> {
			Thread thread = Threads.daemon(target, name);
			threads.add(thread);
			return thread;
		});
		AtomicLong seeds = new AtomicLong(seed);
		try (HostileStreamRun run = new HostileStreamRun()) {
			int left = count;
			while (left > 0) {
				PeerConnector connector = bound ? PeerConnector.forBoundTarget(TestTransport.TCP)
						: PeerConnector.forConnectingTarget(TestTransport.TCP, PER_CONNECTING_SOCKET);
				// Not closed: close() of a socket with a failed engine would never return
				left -= run.play(new BareSocketTarget(context, type, connector), left, seeds::getAndIncrement);
				connector.close();
			}
			return "survived all " + count + " streams";
		}
		catch (IOException | AssertionError | StackOverflowError ex) {
			return "survived " + (seeds.get() - seed - 1) + " streams; then: " + text(ex) + state(threads);
		}
	}

	private static String text(Throwable failure) {
		return (failure instanceof StackOverflowError) ? "StackOverflowError in the thread that publishes"
				: String.valueOf(failure.getMessage());
	}

	private static String state(List<Thread> threads) {
		StringBuilder state = new StringBuilder();
		for (Thread thread : threads) {
			long before = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
			LockSupport.parkNanos(1_000_000_000);
			long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()) - before;
			if (!thread.isAlive()) {
				state.append("; ").append(thread.getName()).append(" has ended");
			}
			else if (used > 100_000_000) {
				state.append("; ").append(thread.getName()).append(" uses a processor permanently");
			}
		}
		return state.toString();
	}

}
