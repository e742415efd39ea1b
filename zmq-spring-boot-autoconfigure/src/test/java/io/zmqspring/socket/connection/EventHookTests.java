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

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import zmq.ZError;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of the engine, in the I/O thread of a connection.
 */
@ExtendWith(OutputCaptureExtension.class)
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

	@Test
	void connectionThatHasEndedIsNotReportedAsAccepted() throws IOException {
		List<SocketEvent> events = new ArrayList<>();
		EventHook hook = new EventHook(events::add);
		SocketChannel channel = SocketChannel.open();
		hook.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", channel));
		assertThat(events).hasSize(1);
		channel.close();
		hook.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_ACCEPTED, "tcp://127.0.0.1:1", channel));
		assertThat(events).hasSize(1);
	}

	@Test
	void limitOfOpenFilesIsNamedOnceIfNoConnectionCanBeAccepted(CapturedOutput output) {
		EventHook hook = new EventHook((event) -> {
		});
		for (int i = 0; i < 3; i++) {
			hook.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_ACCEPT_FAILED, "tcp://127.0.0.1:1", ZError.EIOEXC));
		}
		assertThat(output).containsOnlyOnce("tcp://127.0.0.1:1 cannot accept a connection")
			.contains("limit of open files");
	}

	@Test
	void connectionThatAPeerHasGivenUpIsNotLogged(CapturedOutput output) {
		EventHook hook = new EventHook((event) -> {
		});
		hook.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_ACCEPT_FAILED, "tcp://127.0.0.1:1", ZError.EINVAL));
		assertThat(output).doesNotContain("cannot accept");
	}

}
