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

package io.zmqspring.socket.proxy;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.proxy.ProxyType;

/**
 * The settings of the sockets of a {@link Forwarding}.
 *
 * @param type what is forwarded
 * @param frontend the socket that receives
 * @param backend the socket that sends
 * @param capture the socket that publishes copies, {@code null} for none
 * @since 0.1
 */
public record ForwardingSettings(ProxyType type, SocketSettings frontend, SocketSettings backend,
		@Nullable SocketSettings capture) {

}
