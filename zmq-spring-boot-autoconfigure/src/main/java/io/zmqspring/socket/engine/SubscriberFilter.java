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

package io.zmqspring.socket.engine;

import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.Own;
import zmq.SocketBase;

/**
 * The filter of a SUB for received messages. Publishers have filtered these messages
 * already (RFC 29), and the topic decides once more which handler receives a message. So
 * the filter of the SUB finds nothing, costs a copy of the frame's buffer, and would drop
 * without counting. If JeroMQ's internals are not accessible, the filter stays.
 *
 * @since 0.1
 */
public final class SubscriberFilter {

	private static final @Nullable VarHandle OPTIONS = JeroMqInternals.find(EngineFeature.SUBSCRIBER_FILTER,
			() -> JeroMqInternals.in(Own.class).findVarHandle(Own.class, "options", Options.class));

	private SubscriberFilter() {
	}

	static void lookUp() {
		// The class looks its members up when it is initialized
	}

	/**
	 * Switch the filter of a SUB off.
	 * @param subscriber the socket
	 */
	public static void switchOff(SocketBase subscriber) {
		if (OPTIONS != null) {
			((Options) OPTIONS.get((Own) subscriber)).filter = false;
		}
	}

}
