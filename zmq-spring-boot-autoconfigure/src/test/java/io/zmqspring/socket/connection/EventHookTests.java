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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events whose receiver throws, in the I/O thread of a connection.
 */
class EventHookTests {

	@Test
	void receiverThatThrowsDoesNotDisturbTheConnection() {
		List<Throwable> failures = new ArrayList<>();
		EventHook hook = new EventHook((event) -> {
			throw new IllegalStateException("for the test");
		}, failures::add);
		hook.report(SocketEvent.Kind.DENIED, "tcp://127.0.0.1:1", null);
		hook.reportHandshake("tcp://127.0.0.1:1", null, "bob");
		assertThat(failures).hasSize(3).allMatch((failure) -> failure.getMessage().equals("for the test"));
	}

}
