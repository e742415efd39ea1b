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

package io.zmqspring.settings;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The options of a socket without any setting.
 */
class SocketTuningTests {

	@Test
	void emptySectionHasTheDefaults() {
		assertThat(SocketTuning.DEFAULTS).returns(DataSize.ofMegabytes(64), SocketTuning::maxMessageSize)
			.returns(Duration.ofSeconds(1), SocketTuning::handshakeInterval)
			.returns(Duration.ofSeconds(5), SocketTuning::heartbeatInterval)
			.returns(Duration.ofSeconds(15), SocketTuning::heartbeatTimeout)
			.returns(Duration.ofMillis(100), SocketTuning::reconnectInterval)
			.returns(Duration.ofSeconds(1), SocketTuning::reconnectIntervalMax)
			.returns(null, SocketTuning::sendBuffer)
			.returns(null, SocketTuning::receiveBuffer)
			.returns(false, SocketTuning::tcpKeepAlive)
			.returns(false, SocketTuning::ipv6)
			.returns(1000, SocketTuning::maxConnections)
			.returns(20_000, SocketTuning::maxSubscriptions)
			.returns(null, SocketTuning::expectConnectionWithin);
	}

}
