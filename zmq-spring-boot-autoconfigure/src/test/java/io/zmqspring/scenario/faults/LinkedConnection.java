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
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import io.zmqspring.testsupport.TestTransport;

/**
 * One connection through a link. The near side has connected to the link; the link has
 * connected to the far side. Used by the thread of its link only.
 */
final class LinkedConnection {

	private final SocketChannel near;

	private final SocketChannel far;

	private final LinkDirection out;

	private final LinkDirection back;

	private LinkedConnection(SocketChannel near, SocketChannel far) {
		this.near = near;
		this.far = far;
		this.out = new LinkDirection(near, far);
		this.back = new LinkDirection(far, near);
	}

	static LinkedConnection open(SocketChannel near, String target) throws IOException {
		try {
			SocketChannel far = TestTransport.connect(target);
			for (SocketChannel side : new SocketChannel[] { near, far }) {
				side.configureBlocking(false);
				if (side.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
					side.setOption(StandardSocketOptions.TCP_NODELAY, true);
				}
			}
			return new LinkedConnection(near, far);
		}
		catch (IOException ex) {
			reset(near);
			throw ex;
		}
	}

	/**
	 * Move bytes in both directions, without waiting. An error of either side resets both
	 * sides.
	 * @param outward the condition of the direction to the far side
	 * @param backward the condition of the direction to the near side
	 * @return whether any byte moved
	 * @throws IOException if the sides cannot be reset
	 */
	boolean transfer(LinkCondition outward, LinkCondition backward) throws IOException {
		try {
			return this.out.transfer(outward) | this.back.transfer(backward);
		}
		catch (IOException ex) {
			reset();
			return false;
		}
	}

	boolean hasEnded() {
		return (!this.near.isOpen() && !this.far.isOpen()) || (this.out.hasEnded() && this.back.hasEnded());
	}

	/**
	 * Reset both sides.
	 */
	void reset() throws IOException {
		reset(this.near);
		reset(this.far);
	}

	private static void reset(SocketChannel side) throws IOException {
		if (side.isOpen()) {
			side.setOption(StandardSocketOptions.SO_LINGER, 0);
			side.close();
		}
	}

	/**
	 * Close the near side. The far side stays open and receives nothing more.
	 */
	void closeNear() throws IOException {
		discardFromNowOn();
		this.near.close();
	}

	/**
	 * Close the far side. The near side stays open and receives nothing more.
	 */
	void closeFar() throws IOException {
		discardFromNowOn();
		this.far.close();
	}

	private void discardFromNowOn() {
		this.out.discardFromNowOn();
		this.back.discardFromNowOn();
	}

	void close() throws IOException {
		this.near.close();
		this.far.close();
	}

}
