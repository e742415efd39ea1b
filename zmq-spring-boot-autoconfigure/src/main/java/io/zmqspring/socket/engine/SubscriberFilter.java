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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.Own;
import zmq.SocketBase;

/**
 * The filter of a SUB for messages that have arrived. Publishers have filtered them
 * already (RFC 29), and the topic decides once more which handler gets a message, so that
 * in between a third look costs a copy of the frame's buffer and finds nothing; and what
 * it would find is better counted than thrown away without a word. Where JeroMQ is a
 * module that is not open, the filter stays.
 *
 * @since 0.1
 */
public final class SubscriberFilter {

	private static final Log logger = LogFactory.getLog(SubscriberFilter.class);

	private static final @Nullable VarHandle OPTIONS = find();

	private SubscriberFilter() {
	}

	private static @Nullable VarHandle find() {
		try {
			return MethodHandles.privateLookupIn(Own.class, MethodHandles.lookup())
				.findVarHandle(Own.class, "options", Options.class);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("Received messages are filtered by JeroMQ, too: it is a module that does not open zmq", ex);
			return null;
		}
	}

	public static void switchOff(SocketBase subscriber) {
		if (OPTIONS != null) {
			((Options) OPTIONS.get((Own) subscriber)).filter = false;
		}
	}

}
