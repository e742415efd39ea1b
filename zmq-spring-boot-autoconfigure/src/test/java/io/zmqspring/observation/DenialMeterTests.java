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

package io.zmqspring.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.security.DenialReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The meter of handshakes that do not succeed.
 */
class DenialMeterTests {

	@Test
	void reasonIsRegisteredWhenItIsNew() {
		ZmqRole role = mock(ZmqRole.class);
		given(role.role()).willReturn("publisher");
		given(role.name()).willReturn("orders");
		given(role.stats()).willReturn(
				new ZmqStatistics(0, 0, 0, 0, Map.of(), 0, Map.of(), Map.of(), Map.of("unknown-client", 3L), Map.of(),
						Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, null, null, null, null, Duration.ZERO, null));
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		RoleMeters meters = new RoleMeters(role, List.of(registry), false, (ended) -> {
		});
		assertThat(registry.find("zmq.security.denied").meters()).isEmpty();
		meters.denialAdded("unknown-client");
		assertThat(registry.get("zmq.security.denied")
			.tags("role", "publisher", "name", "orders", "reason", "unknown-client")
			.functionCounter()
			.count()).isEqualTo(3);
	}

	@Test
	void everyReasonIsDocumented() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "monitoring.md"));
		for (DenialReason reason : DenialReason.values()) {
			assertThat(page).contains("`" + reason.value() + "`");
		}
	}

}
