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

package io.zmqspring.socket.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who makes room when peers have too many subscriptions.
 */
class SubscriptionLimitTests {

	private static final int LIMIT = 1000;

	private final SubscriptionLimit limit = new SubscriptionLimit(LIMIT, true);

	private final List<PeerConnection> connections = new ArrayList<>();

	@Test
	void manySmallPeersDoNotDisplaceALargeOne() {
		PeerConnection large = connection("10.0.0.1");
		assertThat(subscribe(large, 0, 400)).isNull();
		for (int i = 0; i < 200; i++) {
			PeerConnection ended = subscribe(connection("10.0.0.1"), 0, 10);
			assertThat(ended).isNotSameAs(large);
			end(ended);
		}
		assertThat(subscribe(large, 400, 401)).isNotSameAs(large);
	}

	@Test
	void manySmallPeersOfOneAddressDoNotDisplaceALaterPeerOfAnotherAddress() {
		for (int i = 0; i < 100; i++) {
			subscribe(connection("10.0.0.66"), 0, 10);
		}
		PeerConnection later = connection("10.0.0.1");
		for (int i = 0; i < 400; i++) {
			PeerConnection ended = subscribe(later, i, i + 1);
			if (ended != null) {
				assertThat(ended.host()).isEqualTo("10.0.0.66");
				end(ended);
			}
		}
		assertThat(later.subscriptions()).isEqualTo(400);
	}

	@Test
	void ofLargePeersTheOneWithTheMostSubscriptionsIsEnded() {
		PeerConnection greedy = connection("10.0.0.1");
		subscribe(greedy, 0, 700);
		PeerConnection modest = connection("10.0.0.2");
		assertThat(subscribe(modest, 0, 400)).isSameAs(greedy);
	}

	@Test
	void onePeerMayHaveAllSubscriptions() {
		assertThat(subscribe(connection("10.0.0.1"), 0, LIMIT)).isNull();
	}

	// Subscribes until a connection has to be ended
	private @Nullable PeerConnection subscribe(PeerConnection connection, int from, int to) {
		for (int i = from; i < to; i++) {
			PeerFrame frame = new PeerFrame(("\1" + i).getBytes(StandardCharsets.ISO_8859_1), (arrived, metadata) -> {
			});
			PeerConnection ended = this.limit.change(frame, connection, this.connections);
			if (ended != null) {
				return ended;
			}
		}
		return null;
	}

	private void end(@Nullable PeerConnection connection) {
		if (connection != null) {
			this.limit.forget(connection);
			this.connections.remove(connection);
		}
	}

	private PeerConnection connection(String host) {
		PeerConnection connection = new PeerConnection(host + ":" + (50_000 + this.connections.size()), "",
				new HashSet<>(), FrameMemory.SHARED, (evicted) -> {
				});
		this.connections.add(connection);
		return connection;
	}

}
