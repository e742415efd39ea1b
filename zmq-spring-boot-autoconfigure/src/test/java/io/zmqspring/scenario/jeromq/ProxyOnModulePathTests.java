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

package io.zmqspring.scenario.jeromq;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proxies forward without the internals of JeroMQ, too.
 */
class ProxyOnModulePathTests {

	private static final long SHORT = 400;

	@TempDir
	private Path directory;

	private static String[] throughProxies() {
		String publishers = TestTransport.TCP.address();
		String subscribers = TestTransport.TCP.address();
		String senders = TestTransport.TCP.address();
		String receivers = TestTransport.TCP.address();
		return new String[] { "-Dzmq.proxies.news.type=pub-sub", "-Dzmq.proxies.news.frontend.address=" + publishers,
				"-Dzmq.proxies.news.backend.address=" + subscribers, "-Dzmq.publishers.events.address=" + publishers,
				"-Dzmq.publishers.events.bind=false", "-Dzmq.subscribers.events.address=" + subscribers,
				"-Dzmq.proxies.jobs.type=push-pull", "-Dzmq.proxies.jobs.frontend.address=" + senders,
				"-Dzmq.proxies.jobs.backend.address=" + receivers,
				"-Dzmq.controllers.main.workers.echo.push.address=" + senders,
				"-Dzmq.controllers.main.workers.echo.push.bind=false", "-Dzmq.workers.echo.pull.address=" + receivers };
	}

	@Test
	void messagesAndWorkPassThroughProxiesInAClosedModule() throws Exception {
		String output = ModulePath.jvm(this.directory).option(throughProxies()).run(SHORT);
		assertThat(output).contains("Some internals of JeroMQ are not accessible")
			.contains(RoundTripApplication.PUB_SUB + "true")
			.contains(RoundTripApplication.PUSH_PULL + "true")
			.contains(RoundTripApplication.FAULTS + "[]");
	}

}
