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

package io.zmqspring.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import io.zmqspring.socket.connection.SocketEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a busy or paused subscriber learns about the connection of its client.
 */
class ClientConnectionTests {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<String> changes = new ArrayList<>();

	private final ClientConnection connection = new ClientConnection(this.tasks::add, this::changed);

	private void changed(boolean tooLarge) {
		this.changes.add(this.connection.isMade() + (tooLarge ? " too large" : ""));
	}

	private void event(SocketEvent.Kind kind) {
		this.connection.onEvent(new SocketEvent(kind, "tcp://127.0.0.1:5555", null, true));
	}

	@Test
	void oneTaskWaitsHoweverOftenTheConnectionChanges() {
		for (int i = 0; i < 1000; i++) {
			event(SocketEvent.Kind.HANDSHAKEN);
			event(SocketEvent.Kind.DISCONNECTED);
		}
		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();
		assertThat(this.changes).containsExactly("false");
		event(SocketEvent.Kind.HANDSHAKEN);
		this.tasks.remove().run();
		assertThat(this.changes).containsExactly("false", "true");
	}

	@Test
	void messageThatIsTooLargeIsNotForgottenWhenTheConnectionIsMadeAgain() {
		event(SocketEvent.Kind.HANDSHAKEN);
		this.tasks.remove().run();
		event(SocketEvent.Kind.OVERSIZE);
		event(SocketEvent.Kind.HANDSHAKEN);
		this.tasks.remove().run();
		assertThat(this.tasks).isEmpty();
		assertThat(this.changes).containsExactly("true", "true too large");
	}

}
