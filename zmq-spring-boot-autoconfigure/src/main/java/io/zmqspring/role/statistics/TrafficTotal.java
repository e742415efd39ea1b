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

package io.zmqspring.role.statistics;

import io.zmqspring.socket.Traffic;

/**
 * The messages and bytes that one part of a role has sent, or those it has received,
 * through all its sockets one after the other. Safe for any thread.
 *
 * @since 0.1
 */
public final class TrafficTotal {

	private long messagesBefore;

	private long bytesBefore;

	private Traffic current = new Traffic();

	/**
	 * Continue with another socket. The previous one is closed.
	 * @param next the traffic of the socket
	 */
	public synchronized void continueWith(Traffic next) {
		this.messagesBefore += this.current.messages();
		this.bytesBefore += this.current.bytes();
		this.current = next;
	}

	synchronized long messages() {
		return this.messagesBefore + this.current.messages();
	}

	synchronized long bytes() {
		return this.bytesBefore + this.current.bytes();
	}

}
