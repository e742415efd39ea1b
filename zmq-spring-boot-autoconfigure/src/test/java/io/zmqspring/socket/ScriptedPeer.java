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

package io.zmqspring.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.RawListener;
import io.zmqspring.testsupport.TestTransport;

/**
 * A bound peer with its own ZMTP handshake, which then does with each connection what a
 * test specifies.
 */
final class ScriptedPeer implements AutoCloseable {

	private final RawListener listener;

	private final List<Long> connections = new CopyOnWriteArrayList<>();

	private final List<String> subscriptions = new CopyOnWriteArrayList<>();

	private final List<RawConnection> open = new CopyOnWriteArrayList<>();

	private final String type;

	private final Behaviour behaviour;

	private ScriptedPeer(RawListener listener, String type, Behaviour behaviour) {
		this.listener = listener;
		this.type = type;
		this.behaviour = behaviour;
		Threads.daemon(this::run, "scripted-peer").start();
	}

	static ScriptedPeer start(TestTransport transport, String type, Behaviour behaviour) throws IOException {
		return new ScriptedPeer(RawListener.open(transport), type, behaviour);
	}

	/**
	 * A peer that sends, after the handshake, the header of a frame over the size limit.
	 * @param transport its transport
	 * @param type its socket type
	 * @param times the number of connections, from the first, on which it does so
	 */
	static ScriptedPeer oversized(TestTransport transport, String type, int times) throws IOException {
		return start(transport, type, (number, out) -> {
			if (number <= times) {
				out.write(new byte[] { 0x02, 0, 0, 0, 0, 0x7f, 0, 0, 0 });
			}
		});
	}

	private void run() {
		while (!this.listener.isClosed()) {
			try {
				RawConnection peer = this.listener.accept(0);
				this.open.add(peer);
				this.connections.add(System.nanoTime());
				int number = this.connections.size();
				Threads.daemon(() -> serve(peer, number), "scripted-peer-" + number).start();
			}
			catch (IOException ex) {
				// closed by the test
				return;
			}
		}
	}

	private void serve(RawConnection peer, int number) {
		try (peer) {
			OutputStream out = peer.out();
			InputStream in = peer.in();
			out.write(Arrays.copyOf(new byte[] { (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0, 'N', 'U', 'L', 'L' },
					64));
			in.readNBytes(64);
			out.write(ready());
			in.read();
			in.readNBytes(Math.max(0, in.read()));
			this.behaviour.serve(number, out);
			out.flush();
			readFrames(in);
		}
		catch (IOException ex) {
			// the other side has ended the connection, as the test expects
		}
	}

	private void readFrames(InputStream in) throws IOException {
		int flags = in.read();
		while (flags >= 0) {
			byte[] frame = in.readNBytes(Math.max(0, in.read()));
			if ((flags & 4) == 0 && frame.length > 0) {
				this.subscriptions.add(frame[0] + new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
			}
			flags = in.read();
		}
	}

	private byte[] ready() {
		byte[] name = this.type.getBytes(StandardCharsets.US_ASCII);
		byte[] start = { 0x04, (byte) (22 + name.length), 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't',
				'-', 'T', 'y', 'p', 'e', 0, 0, 0, (byte) name.length };
		byte[] ready = Arrays.copyOf(start, start.length + name.length);
		System.arraycopy(name, 0, ready, start.length, name.length);
		return ready;
	}

	String address() {
		return this.listener.address();
	}

	/**
	 * The times at which its peers connected.
	 * @return times in ns, as System.nanoTime()
	 */
	List<Long> connections() {
		return this.connections;
	}

	List<String> subscriptions() {
		return this.subscriptions;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (RawConnection peer : this.open) {
			peer.close();
		}
	}

	/**
	 * What the peer does after the handshake.
	 */
	interface Behaviour {

		void serve(int number, OutputStream out) throws IOException;

	}

}
