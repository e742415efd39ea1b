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

package io.zmqspring.socket.connection;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Connects a socket anew, done by its owner. Subscriptions belong to the socket and are
 * sent again; messages queued for the connection before are lost with it.
 *
 * @param socket the socket
 * @param before what it was told to connect to, {@code null} if nothing
 * @param address what to connect to
 * @param failed hears if that cannot be done
 * @since 0.1
 */
public record Redial(ZMQ.Socket socket, @Nullable String before, String address,
		Consumer<Exception> failed) implements Runnable {

	@Override
	public void run() {
		String dialled = this.before;
		try {
			if (dialled != null) {
				Uninterrupted.call(this.socket, (current) -> current.disconnect(dialled));
			}
			Uninterrupted.call(this.socket, (current) -> current.connect(this.address));
		}
		catch (RuntimeException ex) {
			// JeroMQ has exceptions of its own for selectors and channels, too
			this.failed.accept(ex);
		}
	}

}
