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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.scenario.replay.RecoveryRun.Builder;
import io.zmqspring.scenario.replay.RecoveryRun.Receiving;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.testsupport.MessageRule;
import io.zmqspring.testsupport.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Peers that send malformed, excessive or unfinished requests to the address for replay.
 * Other subscribers recover meanwhile.
 */
class HostileRequestTests {

	private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

	private final OrderedReceiver receiver = new OrderedReceiver(() -> {
	});

	@Test
	void randomRequestsCostAtMostAnAnswerEach() throws Exception {
		Random random = new Random(1);
		List<byte[][]> requests = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			byte[][] frames = new byte[1 + random.nextInt(3)][];
			for (int k = 0; k < frames.length; k++) {
				frames[k] = new byte[random.nextInt((i % 100 == 0) ? 100_000 : 100)];
				random.nextBytes(frames[k]);
				byte[] magic = "ZRP1".getBytes(StandardCharsets.US_ASCII);
				if (random.nextBoolean() && frames[k].length > magic.length) {
					System.arraycopy(magic, 0, frames[k], 0, magic.length);
					// Often one of the kinds of requests
					frames[k][magic.length] = (byte) random.nextInt(6);
				}
			}
			requests.add(frames);
		}
		assertRecoversDuring(requests);
	}

	@Test
	void excessiveRequestsCostAtMostAnAnswerEach() throws Exception {
		Random random = new Random(1);
		List<byte[][]> requests = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			List<MessageRange> ranges = new ArrayList<>();
			for (int k = 0; k < ReplayRequest.MOST_RANGES; k++) {
				byte[] topic = ((k % 2 == 0) ? "topic." + k % 10 : "unknown").getBytes(StandardCharsets.US_ASCII);
				ranges.add(new MessageRange(random.nextLong(), topic, 1 + random.nextInt(2), Long.MAX_VALUE));
			}
			requests.add(new byte[][] { new GetRequest(i, Integer.MAX_VALUE, Integer.MAX_VALUE, ranges).encode() });
			requests.add(new byte[][] {
					new SyncRequest(i, random.nextLong(), List.of(new byte[0], new byte[1000]), random.nextInt())
						.encode() });
		}
		assertRecoversDuring(requests);
	}

	private void assertRecoversDuring(List<byte[][]> requests) throws Exception {
		try (RecoveryRun run = new Builder().start(); ZContext hostile = new ZContext()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			ZMQ.Socket socket = hostile.createSocket(SocketType.DEALER);
			socket.setLinger(0);
			socket.setSendTimeOut(1000);
			socket.setReceiveTimeOut(0);
			// A few percent of JeroMQ's handshakes stall until this time-out
			socket.setHandshakeIvl(500);
			socket.connect(run.replay().address());
			int answers = 0;
			for (byte[][] request : requests) {
				for (int i = 0; i < request.length; i++) {
					socket.send(request[i], (i < request.length - 1) ? ZMQ.SNDMORE : 0);
				}
				answers += answers(socket);
			}
			run.messages().use(MessageRule.shares(0.2, 0, 0));
			run.publish(2000);
			run.assertComplete(this.receiver, receiving);
			answers += answers(socket);
			assertThat(answers).isLessThanOrEqualTo(requests.size());
		}
	}

	private static int answers(ZMQ.Socket socket) {
		int answers = 0;
		int size = 0;
		for (byte[] frame = socket.recv(); frame != null; frame = socket.recv()) {
			size += frame.length;
			if (!socket.hasReceiveMore()) {
				assertThat(size).isLessThan(LARGEST_ANSWER);
				answers++;
				size = 0;
			}
		}
		return answers;
	}

	@Test
	void halfOpenConnectionsDoNotKeepOthersFromRecovering() throws Exception {
		List<RawConnection> halfOpen = new ArrayList<>();
		try (RecoveryRun run = new Builder().start()) {
			Receiving receiving = run.subscribe(this.receiver, ReplayStart.LATEST);
			for (int i = 0; i < 200; i++) {
				RawConnection connection = RawConnection.open(run.replay().address());
				halfOpen.add(connection);
				if (i % 2 == 0) {
					connection.write(new byte[] { (byte) 0xff, 0, 0, 0, 0 });
				}
			}
			run.messages().use(MessageRule.shares(0.2, 0, 0));
			run.publish(2000);
			run.assertComplete(this.receiver, receiving);
		}
		finally {
			for (RawConnection connection : halfOpen) {
				connection.close();
			}
		}
	}

}
