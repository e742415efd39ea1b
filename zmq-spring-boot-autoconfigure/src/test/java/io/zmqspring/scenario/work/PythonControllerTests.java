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

package io.zmqspring.scenario.work;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker of this library with a plain pyzmq controller: one frame of JSON in each
 * direction.
 */
@ParameterizedClass
@EnumSource
class PythonControllerTests {

	private static @Nullable PythonPeer python;

	private static @Nullable TestApplication application;

	@Parameter
	private TestTransport transport;

	@BeforeParameterizedClassInvocation
	static void open(TestTransport transport) {
		PythonPeer controller = PythonPeer.controller(transport.address(), transport.address());
		python = controller;
		List<String> addresses = controller.answers(2);
		application = TestApplication.start(Echo.class, "zmq.workers.echo.pull.address=" + addresses.get(0),
				"zmq.workers.echo.push.address=" + addresses.get(1));
	}

	@AfterParameterizedClassInvocation
	static void close() {
		if (application != null) {
			application.close();
		}
		if (python != null) {
			python.close();
		}
	}

	private static PythonPeer python() {
		assertThat(python).isNotNull();
		return python;
	}

	@Test
	void resultIsOneFrameOfJsonWithTheIdOfItsWork() {
		python().writeLine("{'id': 'task_001', 'image_path': '/p/é.jpg'}");
		PythonPeer.Received received = python().received();
		assertThat(received.frames()).hasSize(1);
		assertThat(new String(HexFormat.of().parseHex(received.frames().get(0)), StandardCharsets.UTF_8))
			.isEqualTo("{\"work_id\":\"task_001\",\"seen\":{\"id\":\"task_001\",\"image_path\":\"/p/é.jpg\"}}");
		assertThat(received.message())
			.isEqualTo("{'work_id': 'task_001', 'seen': {'id': 'task_001', 'image_path': '/p/é.jpg'}}");
	}

	@Test
	void valuesFromPythonReturnUnchanged() {
		String expression = "{'id': 2**70, 'none': None, 'nan': float('nan'), 'inf': [float('-inf')], "
				+ "'text': 'Grüße, 世界 🎈', 7: {'deep': True}}";
		python().writeLine(expression);
		assertThat(python().received().message()).isEqualTo("{'work_id': 1180591620717411303424, "
				+ "'seen': {'id': 1180591620717411303424, 'none': None, 'nan': nan, 'inf': [-inf], "
				+ "'text': 'Grüße, 世界 🎈', '7': {'deep': True}}}");
	}

	@Test
	void resultOfWorkWithoutIdHasNoId() {
		python().writeLine("{'x': 1}");
		assertThat(python().received().message()).isEqualTo("{'seen': {'x': 1}}");
	}

	@Test
	void workThatIsNotAnObjectIsRejectedAndLaterWorkIsHandled() {
		assertThat(application).isNotNull();
		ZmqWorker worker = application.bean(ZmqWorker.class);
		long before = worker.stats().rejected("undecodable");
		python().writeLine("[1, 2]");
		python().writeLine("b'\\xff{'");
		python().writeLine("{'x': 2}");
		assertThat(python().received().message()).isEqualTo("{'seen': {'x': 2}}");
		await().until(() -> worker.stats().rejected("undecodable") == before + 2);
	}

	static class Echo {

		@ZmqWorkHandler("echo")
		Map<String, Object> echo(Map<String, Object> work) {
			return Map.of("seen", work);
		}

	}

}
