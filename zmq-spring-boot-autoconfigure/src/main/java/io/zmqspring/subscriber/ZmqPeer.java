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

package io.zmqspring.subscriber;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A service whose heartbeats a subscriber has received or expects.
 *
 * @param service the name of the service, as its heartbeats say, with special characters
 * escaped
 * @param lastHeardAt when its last heartbeat arrived, {@code null} if none has
 * @param expected whether {@code expect-heartbeat-from} names it
 * @param silent whether that is longer ago than {@code expect-heartbeat-within} while the
 * subscriber is running
 * @since 0.1
 */
public record ZmqPeer(String service, @Nullable Instant lastHeardAt, boolean expected, boolean silent) {

}
