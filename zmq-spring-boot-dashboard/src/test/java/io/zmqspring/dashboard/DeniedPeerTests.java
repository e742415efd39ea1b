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

package io.zmqspring.dashboard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of peers that were denied.
 */
class DeniedPeerTests {

	@ParameterizedTest
	@CsvSource({ "tcp://10.0.0.7:51234, tcp://10.0.0.7", "tcp://[::1]:51234, tcp://[::1]", "ipc peer 17, ipc peer",
			"ipc peer 17 (uid alice), ipc peer (uid alice)", "ipc:///run/shop.sock, ipc:///run/shop.sock",
			"inproc://orders, inproc://orders", "10.0.0.7, 10.0.0.7" })
	void aPeerThatTriesAgainHasTheSameName(String remote, String name) {
		assertThat(DeniedPeer.host(remote)).isEqualTo(name);
	}

}
