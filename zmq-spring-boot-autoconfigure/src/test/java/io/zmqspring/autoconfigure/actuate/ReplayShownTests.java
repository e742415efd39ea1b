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

package io.zmqspring.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint and the properties show what a publisher keeps for replay, and where.
 */
class ReplayShownTests {

	@Test
	void keptMessagesAndTheAddressForReplayAreShown() {
		try (WebApplication application = WebApplication.start(NoBeans.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:0",
				"zmq.publishers.out.replay.address=tcp://127.0.0.1:0")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			publisher.publish("one", "t");
			Response out = application.get("/zmq/publisher/out");
			assertThat(out.at("/replay").toString())
				.isEqualTo("{\"messages\":1,\"bytes\":132,\"maxBytes\":67108864,\"topics\":1,\"answered\":0,"
						+ "\"refused\":0}");
			assertThat(out.text("/addresses/1")).isEqualTo(publisher.replayAddresses().get(0));
			assertThat(application.bean(Environment.class).getProperty("local.zmq.publisher.out.replay.port"))
				.isEqualTo(publisher.replayAddresses().get(0).substring("tcp://127.0.0.1:".length()));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class NoBeans {

	}

}
