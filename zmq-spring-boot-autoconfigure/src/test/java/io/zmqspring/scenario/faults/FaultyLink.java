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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.TestTransport;

/**
 * A proxy to an address of this machine that simulates faults of a network. A fault has
 * begun or ended when the method returns. A connection of which the link has discarded
 * bytes never transfers bytes again; only new connections benefit from the end of such a
 * fault.
 */
final class FaultyLink implements AutoCloseable {

	private static final int BACKLOG = 50;

	private static final long IDLE_NANOS = 2_000_000;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

	private final List<LinkedConnection> connections = new ArrayList<>();

	private final String address;

	private final String target;

	private final Thread thread;

	private LinkCondition outward = LinkCondition.NORMAL;

	private LinkCondition backward = LinkCondition.NORMAL;

	private @Nullable ServerSocketChannel listener;

	private volatile boolean closed;

	/**
	 * Create a link.
	 * @param transport the transport of its near side
	 * @param target the address of its target
	 */
	FaultyLink(TestTransport transport, String target) {
		this.address = transport.address();
		this.target = target;
		this.thread = Threads.daemon(this::run, "faulty-link-" + this.address);
		this.thread.start();
		normal();
	}

	String address() {
		return this.address;
	}

	/**
	 * End every fault.
	 */
	void normal() {
		conditions(LinkCondition.NORMAL, LinkCondition.NORMAL);
		perform(this::openListener);
	}

	/**
	 * Set the conditions of the link.
	 * @param toTarget the condition of the direction to the target
	 * @param fromTarget the condition of the direction from the target
	 */
	void conditions(LinkCondition toTarget, LinkCondition fromTarget) {
		perform(() -> {
			this.outward = toTarget;
			this.backward = fromTarget;
		});
	}

	/**
	 * Reset every connection on both sides.
	 */
	void reset() {
		perform(this::resetConnections);
	}

	private void resetConnections() throws IOException {
		for (LinkedConnection connection : this.connections) {
			connection.reset();
		}
	}

	/**
	 * Close the near side of every connection and keep the far side open.
	 */
	void closeNear() {
		perform(() -> {
			for (LinkedConnection connection : this.connections) {
				connection.closeNear();
			}
		});
	}

	/**
	 * Close the far side of every connection and keep the near side open.
	 */
	void closeFar() {
		perform(() -> {
			for (LinkedConnection connection : this.connections) {
				connection.closeFar();
			}
		});
	}

	/**
	 * Reset every connection and refuse new ones.
	 */
	void refuse() {
		perform(() -> {
			closeListener();
			resetConnections();
		});
	}

	private void openListener() throws IOException {
		if (this.listener == null) {
			ServerSocketChannel opened = TestTransport.listen(this.address, BACKLOG);
			opened.configureBlocking(false);
			this.listener = opened;
		}
	}

	private void closeListener() throws IOException {
		if (this.listener != null) {
			TestTransport.close(this.listener);
			this.listener = null;
		}
	}

	private void perform(Action action) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.commands.add(() -> {
			try {
				action.perform();
				done.complete(null);
			}
			catch (IOException | RuntimeException ex) {
				done.completeExceptionally(ex);
			}
		});
		LockSupport.unpark(this.thread);
		done.join();
	}

	private void run() {
		try {
			while (!this.closed) {
				Runnable command = this.commands.poll();
				if (command != null) {
					command.run();
				}
				if (!accept() & !move()) {
					LockSupport.parkNanos(IDLE_NANOS);
				}
			}
			closeListener();
			for (LinkedConnection connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The thread of the link failed", ex);
		}
	}

	private boolean accept() throws IOException {
		SocketChannel near = (this.listener != null) ? this.listener.accept() : null;
		if (near == null) {
			return false;
		}
		try {
			this.connections.add(LinkedConnection.open(near, this.target));
		}
		catch (IOException ex) {
			// The target refused, and the link has reset the near side
		}
		return true;
	}

	private boolean move() throws IOException {
		boolean moved = false;
		for (LinkedConnection connection : this.connections) {
			moved |= connection.transfer(this.outward, this.backward);
			if (connection.hasEnded()) {
				connection.close();
			}
		}
		this.connections.removeIf(LinkedConnection::hasEnded);
		return moved;
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		Threads.join(this.thread, CLOSE_TIMEOUT);
	}

	/**
	 * A step that the thread of the link executes.
	 */
	private interface Action {

		void perform() throws IOException;

	}

}
