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

package io.zmqspring.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.zmqspring.listener.ZmqListenerEndpoint;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.ZmqContext;

/**
 * The complete content of the endpoint.
 *
 * @param context the ZeroMQ context
 * @param publishers the publishers by name
 * @param subscribers the subscribers by name
 * @param workers the workers by name
 * @param controllers the controllers by name
 * @param proxies the proxies by name
 * @param listeners the annotated listeners
 */
record ZmqDescription(Context context, Map<String, RoleDescription> publishers,
		Map<String, RoleDescription> subscribers, Map<String, RoleDescription> workers,
		Map<String, RoleDescription> controllers, Map<String, RoleDescription> proxies,
		List<Listener> listeners) implements OperationResponseBody {

	/**
	 * The ZeroMQ context.
	 *
	 * @param ioThreads the number of I/O threads
	 * @param maxSockets the maximum number of open sockets
	 * @param alive whether all threads of the ZeroMQ engine are alive
	 * @param curveProvider the library that encrypts connections with CURVE, {@code null}
	 * if no socket has used CURVE
	 */
	record Context(int ioThreads, int maxSockets, boolean alive, @Nullable String curveProvider) {

		static Context of(ZmqContext context) {
			return new Context(context.settings().ioThreads(), context.settings().maxSockets(), context.isAlive(),
					context.curveProvider());
		}

	}

	/**
	 * An annotated listener.
	 *
	 * @param id the id
	 * @param topics the topics, empty for the default listener, which receives the
	 * messages that no other listener of the subscriber handles
	 * @param subscriber the name of the subscriber
	 * @param method the annotated method
	 * @param state {@code STOPPED} if the listener itself was stopped, otherwise the
	 * state of its subscriber
	 */
	record Listener(String id, List<String> topics, String subscriber, String method, ZmqState state) {

		static Listener of(ZmqListenerEndpoint listener, ZmqState subscriberState) {
			return new Listener(listener.id(), listener.topics(), listener.subscriber(), listener.method(),
					listener.isRunning() ? subscriberState : ZmqState.STOPPED);
		}

	}

}
