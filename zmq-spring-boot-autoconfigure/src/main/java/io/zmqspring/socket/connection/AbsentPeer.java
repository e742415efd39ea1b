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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An address of a socket at which no peer is connected now. Immutable.
 *
 * @param address the configured address
 * @param connects whether the socket connects
 * @param expectedWithin the time after which a missing peer is a fault; {@code null} if
 * it is none
 * @param tried the IP addresses that were tried without success, if the host has several
 * @since 0.1
 */
public record AbsentPeer(String address, boolean connects, @Nullable Duration expectedWithin, @Nullable String tried) {

}
