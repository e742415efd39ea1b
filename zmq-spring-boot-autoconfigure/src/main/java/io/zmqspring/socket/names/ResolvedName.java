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

package io.zmqspring.socket.names;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A host name of which all addresses are connected, at one moment. Immutable.
 *
 * @param address the configured address
 * @param resolved the addresses that the name had at the last look-up that succeeded
 * @param connected the addresses that are connected
 * @param leaving the addresses that the name has lost, and that are still connected or
 * have not been unreachable for long enough
 * @param resolvedAt when the last look-up succeeded, {@code null} if none has
 * @param lastError why the last look-up failed, {@code null} if it succeeded
 * @since 0.1
 */
public record ResolvedName(String address, List<String> resolved, List<String> connected, List<String> leaving,
		@Nullable Instant resolvedAt, @Nullable String lastError) {

}
