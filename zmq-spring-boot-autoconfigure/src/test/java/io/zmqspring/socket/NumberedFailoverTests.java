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

package io.zmqspring.socket;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The numbers of a publisher whose engine fails.
 */
class NumberedFailoverTests {

	@Test
	void numbersGoOnWhenTheEngineIsReplacedAndBeginAnewAfterAStart() {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:0", "zmq.publishers.out.sequence=true")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			byte[] before = sequenceOfNext(publisher);
			assertThat(SequenceFrame.number(before)).isEqualTo(1);
			publisher.publish("nobody receives this", "t");
			ZmqContext context = application.bean(ZmqContext.class);
			Engine engine = context.engine();
			context.failed(new OutOfMemoryError("for the test"));
			await().until(() -> context.engine() != engine && publisher.state() == ZmqState.RUNNING
					&& !publisher.boundAddresses().isEmpty());
			byte[] after = sequenceOfNext(publisher);
			assertThat(SequenceFrame.epoch(after)).isEqualTo(SequenceFrame.epoch(before));
			assertThat(SequenceFrame.number(after)).isEqualTo(3);
			publisher.stop();
			publisher.start();
			byte[] anew = sequenceOfNext(publisher);
			assertThat(SequenceFrame.epoch(anew)).isNotEqualTo(SequenceFrame.epoch(before));
			assertThat(SequenceFrame.number(anew)).isEqualTo(1);
		}
	}

	private static byte[] sequenceOfNext(ZmqPublisher publisher) {
		try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
			peer.awaitSubscribed(publisher, "t");
			publisher.publish("payload", "t");
			List<byte[]> frames = peer.receive();
			return frames.get(frames.size() - 1);
		}
	}

}
