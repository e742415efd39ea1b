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

import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A connection whose greeting is complete.
 *
 * @param endpoint the endpoint of its socket
 * @param channel its channel
 * @param handshake returns whether its handshake is complete; any thread
 * @param resume reads on when its decoder waits; any thread; {@code null} if that is not
 * possible
 * @since 0.1
 */
public record GreetedConnection(String endpoint, SocketChannel channel, BooleanSupplier handshake,
		@Nullable Runnable resume) {

}
