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

package io.zmqspring;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which package may use which. The document of the architecture has the same arrows.
 */
final class ArchitectureArrows {

	private static final List<String> BELOW_ROLES = List.of("role", "role.runtime", "role.statistics", "handler",
			"socket", "socket.connection", "settings", "settings.value", "security", "wire", "message", "support");

	private static final List<String> BELOW_PUB_SUB = Stream
		.concat(Stream.of("replay", "replay.recovery", "replay.store"), BELOW_ROLES.stream())
		.toList();

	private static final List<String> BELOW_PUBLISHER = Stream
		.concat(Stream.of("socket.lastvalue"), BELOW_PUB_SUB.stream())
		.toList();

	// Which room may use which, besides itself. A trailing .. means a room and those
	// below
	static final Map<String, List<String>> ARROWS = Map.ofEntries(Map.entry("support", List.of()),
			Map.entry("message", List.of("support")), Map.entry("wire", List.of("message", "support")),
			Map.entry("settings.value", List.of()), Map.entry("settings", List.of("settings.value", "wire", "support")),
			Map.entry("security", List.of()), Map.entry("settings.security", List.of("settings", "support")),
			Map.entry("settings.proxy", List.of("settings")),
			Map.entry("handler", List.of("message", "wire", "support")), Map.entry("socket.unix", List.of("support")),
			Map.entry("socket.frame", List.of("wire")),
			Map.entry("socket.engine", List.of("socket.frame", "socket.unix", "settings", "support")),
			Map.entry("socket.engine.unix", List.of("socket.engine", "socket.unix")),
			Map.entry("socket.lastvalue", List.of()),
			Map.entry("socket.engine.joining", List.of("socket.engine", "socket.lastvalue")),
			Map.entry("socket.connection",
					List.of("socket.names", "socket.engine.unix", "socket.engine", "socket.unix", "settings",
							"security", "support")),
			Map.entry("socket.names", List.of("settings", "support")),
			Map.entry("socket.guard",
					List.of("socket.connection", "socket.engine", "socket.frame", "socket.unix", "settings",
							"settings.security", "security")),
			Map.entry("socket.crypto", List.of("settings.security", "security")),
			Map.entry("socket.access",
					List.of("settings", "settings.value", "settings.security", "security", "support")),
			Map.entry("socket.keys", List.of("socket.crypto", "settings", "settings.security", "security", "support")),
			Map.entry("socket.security",
					List.of("socket.access", "socket.keys", "socket.crypto", "socket.connection", "socket.guard",
							"socket.engine", "socket.frame", "settings", "settings.value", "settings.security",
							"security", "support")),
			Map.entry("socket",
					List.of("socket.connection", "socket.names", "socket.guard", "socket.security", "socket.access",
							"socket.engine", "socket.engine.joining", "socket.frame", "socket.lastvalue", "socket.unix",
							"settings", "settings.value", "settings.security", "security", "support")),
			Map.entry("socket.proxy",
					List.of("socket", "socket.connection", "socket.security", "socket.engine", "settings",
							"settings.proxy", "support")),
			Map.entry("role", List.of("socket.connection", "security", "support")),
			Map.entry("role.statistics",
					List.of("role", "handler", "socket", "settings", "settings.value", "security", "message",
							"support")),
			Map.entry("role.runtime",
					List.of("role.statistics", "role", "handler", "socket", "settings", "settings.value", "security",
							"message", "support", "socket.connection", "socket.names", "wire")),
			Map.entry("replay",
					List.of("replay.protocol", "replay.recovery", "replay.store", "socket", "socket.connection",
							"settings", "settings.value", "wire", "message", "support")),
			Map.entry("replay.protocol", List.of()), Map.entry("replay.recovery", List.of("replay.protocol")),
			Map.entry("replay.file", List.of("message")),
			Map.entry("replay.store", List.of("replay.file", "settings", "message", "support")),
			Map.entry("replay.resume", List.of("replay.file", "replay.recovery", "replay.protocol", "message")),
			Map.entry("sequence",
					List.of("role.runtime", "role.statistics", "role", "socket", "settings", "settings.value", "wire",
							"support")),
			Map.entry("publisher", BELOW_PUBLISHER),
			Map.entry("subscriber",
					Stream.concat(Stream.of("sequence", "replay.protocol", "replay.resume"), BELOW_PUB_SUB.stream())
						.toList()),
			Map.entry("worker", BELOW_ROLES), Map.entry("controller", BELOW_ROLES),
			Map.entry("proxy",
					Stream.concat(Stream.of("socket.proxy", "settings.proxy"), BELOW_ROLES.stream()).toList()),
			Map.entry("", List.of("publisher", "controller", "message")),
			Map.entry("listener.invocation", List.of("handler", "message", "settings", "settings.value", "wire")),
			Map.entry("listener",
					List.of("listener.invocation", "publisher", "subscriber", "worker", "controller", "handler",
							"message", "settings", "settings.value", "wire", "support")),
			Map.entry("observation", List.of("role", "publisher", "subscriber", "worker", "controller", "security",
					"message", "support")));

	private ArchitectureArrows() {
	}

}
