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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a heap of 128 MB, and peers that announce or send many times as
 * much.
 */
@ParameterizedClass
@MethodSource("transports")
class SmallHeapTests {

	private static final int MEGABYTE = 1 << 20;

	private final PeerConnector connector;

	private final List<GoodPeer> peers = new ArrayList<>();

	private JavaPeer application;

	SmallHeapTests(TestTransport transport) {
		this.connector = PeerConnector.forBoundTarget(transport);
	}

	static Stream<TestTransport> transports() {
		return Stream.of(TestTransport.values()).limit(TestSize.of(1, 2));
	}

	@BeforeEach
	void startApplication() {
		this.application = JavaPeer.start(Listening.class, "zmq.subscribers.in.address=" + this.connector.address(),
				"zmq.subscribers.in.bind=true");
	}

	@AfterEach
	void stop() throws IOException {
		for (GoodPeer peer : this.peers) {
			peer.close();
		}
		this.application.close();
	}

	@Test
	void framesThatAreAnnouncedAndNeverSentDoNotFillTheHeap() throws IOException {
		for (int i = 0; i < 50; i++) {
			connectAndSend(Zmtp.longHeader(0, 50 * MEGABYTE));
		}
		assertServesGoodPeer();
	}

	@Test
	void framesOfClosedConnectionsDoNotCount() throws IOException {
		for (int i = 0; i < 10; i++) {
			connectAndSend(Zmtp.longHeader(0, 50 * MEGABYTE)).close();
		}
		assertServesGoodPeer("x".repeat(10 * MEGABYTE));
	}

	@Test
	void messagesThatNeverEndDoNotFillTheHeap() throws IOException {
		byte[] part = Zmtp.frame(Zmtp.MORE, new byte[MEGABYTE]);
		for (int i = 0; i < 10; i++) {
			connectAndSend(Zmtp.repeated(part, 40));
		}
		assertServesGoodPeer();
	}

	private GoodPeer connectAndSend(byte[] bytes) throws IOException {
		GoodPeer peer = GoodPeer.connect(this.connector, "PUB");
		this.peers.add(peer);
		try {
			peer.write(bytes);
		}
		catch (IOException ex) {
			// The target has closed the connection, as it should
		}
		return peer;
	}

	private void assertServesGoodPeer(String... further) throws IOException {
		GoodPeer good = GoodPeer.connect(this.connector, "PUB");
		this.peers.add(good);
		for (String text : further) {
			good.send("good", text);
			assertThat(this.application.answer()).isEqualTo(String.valueOf(text.length()));
		}
		good.send("good", "news");
		assertThat(this.application.answer()).isEqualTo("4");
	}

	static class Listening {

		@ZmqListener("good")
		void on(String text) {
			JavaPeer.writeAnswer(String.valueOf(text.length()));
		}

	}

}
