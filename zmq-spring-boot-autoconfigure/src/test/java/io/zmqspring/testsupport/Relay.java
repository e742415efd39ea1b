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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.support.Threads;

/**
 * Relays every connection from one address to another, until it is closed. Plain JeroMQ
 * has no Unix domain sockets; a relay lets its tcp sockets take part in tests with ipc.
 */
public final class Relay implements AutoCloseable {

	private static final int CHUNK_BYTES = 8192;

	private final List<RawConnection> open = new CopyOnWriteArrayList<>();

	private final RawListener listener;

	private final String target;

	private Relay(RawListener listener, String target) {
		this.listener = listener;
		this.target = target;
	}

	/**
	 * Start to relay.
	 * @param from the address to which others connect
	 * @param to the address to which the relay connects
	 * @return the relay
	 */
	public static Relay start(String from, String to) {
		try {
			Relay relay = new Relay(RawListener.open(from), to);
			Threads.daemon(relay::accept, "relay-to-" + to).start();
			return relay;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				connect(this.listener.accept(0));
			}
			catch (IOException ex) {
				// The relay is closed, or the other side does not listen
			}
		}
	}

	private void connect(RawConnection near) throws IOException {
		try {
			RawConnection far = RawConnection.open(this.target);
			near.setNoDelay();
			far.setNoDelay();
			this.open.addAll(List.of(near, far));
			Threads.daemon(() -> copy(near, far), "relay-to-" + this.target).start();
			Threads.daemon(() -> copy(far, near), "relay-from-" + this.target).start();
		}
		catch (IOException ex) {
			near.reset();
			throw ex;
		}
	}

	private void copy(RawConnection from, RawConnection to) {
		byte[] chunk = new byte[CHUNK_BYTES];
		try {
			int count = from.in().read(chunk);
			while (count >= 0) {
				to.out().write(chunk, 0, count);
				count = from.in().read(chunk);
			}
			to.halfClose();
		}
		catch (IOException ex) {
			close(from);
			close(to);
		}
	}

	private void close(RawConnection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.open.forEach(this::close);
	}

}
